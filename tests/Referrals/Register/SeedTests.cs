using Dsr.Referrals;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Referrals;

public sealed class SeedTests
{
    [Fact]
    public async Task The_verb_seeds_as_many_people_and_updates_as_it_was_asked_for()
    {
        await using var register = await TestRegister.StartAsync(demonstration: false);

        (await RunAsync(register, "--people", "60", "--seed", "7", "--area", "sunderland", "--updates", "130")).Code.ShouldBe(0);

        (await register.RowsAsync<long>("select count(*) from referrals_person where area = 'sunderland' and state = 'active'"))[0].ShouldBe(60);
        (await register.RowsAsync<long>("select count(*) from referrals_update"))[0].ShouldBe(130);
        (await register.RowsAsync<long>("select count(*) from referrals_person where authority_ends_on is null"))[0].ShouldBe(0);
        foreach (var number in await register.RowsAsync<string>("select nhs_number from referrals_person"))
        {
            number.ShouldStartWith("999");
            NhsNumber.TryParse(number, out _).ShouldBeTrue();
        }
        (await register.RowsAsync<long>("select count(distinct nhs_number) from referrals_person"))[0].ShouldBe(60);
    }

    [Theory]
    [InlineData("--people", "0", "--seed", "1")]
    [InlineData("--people", "ten", "--seed", "1")]
    [InlineData("--people", "10", "--area", "nowhere")]
    [InlineData("--people")]
    public async Task Words_that_mean_nothing_are_answered_with_the_usage(params string[] words)
    {
        await using var register = await TestRegister.StartAsync(demonstration: false);

        var (code, said) = await RunAsync(register, words);

        code.ShouldBe(2);
        said.ShouldContain("Usage: dsr seed --people N --seed S [--area A] [--updates U]");
    }

    [Fact]
    public async Task The_demonstration_holds_every_rating_and_state_in_every_area()
    {
        await using var register = await TestRegister.StartAsync();
        foreach (var area in register.Services.GetRequiredService<Areas>().All.Select(area => area.Key))
        {
            (await register.RowsAsync<long>("select count(*) from referrals_person where area = @area and state = 'active'", new { area }))[0].ShouldBeGreaterThanOrEqualTo(40);
            (await register.RowsAsync<string>("select distinct rating from referrals_person where area = @area and state = 'active' and rating is not null", new { area })).Order().ShouldBe(["amber", "blue", "green", "red"]);
            (await register.RowsAsync<long>("select count(*) from referrals_person where area = @area and authority_ends_on = '2026-12-03'", new { area }))[0].ShouldBeGreaterThanOrEqualTo(1);
            (await register.RowsAsync<long>("select count(*) from referrals_person where area = @area and authority_ends_on < '2026-11-21'", new { area }))[0].ShouldBeGreaterThanOrEqualTo(1);
            (await register.RowsAsync<long>("select count(*) from referrals_person where area = @area and authority_kind = 'best-interests'", new { area }))[0].ShouldBeGreaterThanOrEqualTo(1);
            (await register.RowsAsync<long>("select count(*) from referrals_person where area = @area and update_due_on < '2026-11-21' and state = 'active'", new { area }))[0].ShouldBeGreaterThanOrEqualTo(5);
            (await register.RowsAsync<long>("select count(*) from referrals_person where area = @area and owner_id is null and state = 'active'", new { area }))[0].ShouldBe(0);
        }
    }

    private static Task<(int Code, string Said)> RunAsync(TestRegister register, params string[] words)
        => register.InScopeAsync(async services =>
        {
            var said = new StringWriter();
            var verb = services.GetServices<ICommandVerb>().First(each => each.Name == "seed");
            return (await verb.RunAsync(words, said, CancellationToken.None), said.ToString());
        });
}
