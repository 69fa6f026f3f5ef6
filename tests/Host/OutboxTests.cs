using Dsr.Tests.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Host;

public sealed class OutboxTests
{
    [Fact]
    public async Task A_mail_that_was_sent_an_hour_ago_keeps_no_link()
    {
        await using var register = await TestRegister.StartAsync();
        await register.InviteAsync("robin.marlow@example.com");
        await SendAsync(register);
        (await WordsAsync(register)).ShouldContain("/invite/");

        register.Clock.Advance(TimeSpan.FromMinutes(61));
        await SendAsync(register);
        (await WordsAsync(register)).ShouldBe("");
    }

    private static Task<int> SendAsync(TestRegister register)
        => register.InScopeAsync(services => services.GetRequiredService<SendMail>().RunAsync(CancellationToken.None));

    private static async Task<string> WordsAsync(TestRegister register)
        => (await register.RowsAsync<string>("select body from shared_outbox where template = 'invitation'")).ShouldHaveSingleItem();
}
