namespace Dsr.Tests.Host;

public sealed class HostTests
{
    [Fact]
    public async Task An_empty_register_starts_and_says_it_is_ready()
    {
        await using var register = await TestRegister.StartAsync(demonstration: false);
        var answer = await register.Visitor().OpenAsync("/health/ready");
        answer.Html.ShouldBe("ready");
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_says_what_to_do()
    {
        await using var register = await TestRegister.StartAsync(demonstration: false);
        var answer = await register.Visitor().OpenAsync("/nowhere");
        answer.Status.ShouldBe(404);
        answer.Heading.ShouldBe("Page not found");
    }
}
