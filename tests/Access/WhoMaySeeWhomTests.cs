using Dsr.Consent.Contracts;
using Dsr.Referrals.Contracts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Access;

public sealed class WhoMaySeeWhomTests
{
    private const string Ref = "DR-7K2M-9XQT";
    private const string Canary = "Zebedee";
    private static readonly Guid Person = Guid.Parse("01930000-0000-7000-8000-000000000001");

    [Fact]
    public async Task The_team_of_the_area_sees_everybody_and_another_areas_team_nobody()
    {
        await using var register = await StartAsync();
        (await (await register.SignInAsync("member")).OpenAsync($"/people/{Ref}")).Status.ShouldBe(200);
        (await (await register.SignInAsync("member")).OpenAsync("/people/dr7k2m9xqt")).Status.ShouldBe(200);
        (await (await register.SignInAsync("lead", "sunderland")).OpenAsync($"/people/{Ref}")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("analyst")]
    [InlineData("auditor")]
    [InlineData("administrator")]
    public async Task Who_audits_counts_or_administers_sees_nobody(string role)
    {
        await using var register = await StartAsync();
        var visitor = await register.SignInAsync(role);
        foreach (var path in new[] { $"/people/{Ref}", "/people/DR-0000-0000", $"/people/{Ref}/updates", "/register", "/my-people", "/search" })
            (await visitor.OpenAsync(path)).Status.ShouldBe(403, path);
    }

    [Fact]
    public async Task A_person_out_of_scope_answers_as_one_who_does_not_exist()
    {
        await using var register = await StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var absent = await BytesAsync(referrer, "/people/DR-0000-0000");
        var foreign = await BytesAsync(referrer, $"/people/{Ref}");
        var nonsense = await BytesAsync(referrer, "/people/nobody");
        foreign.ShouldBe(absent);
        nonsense.ShouldBe(absent);
        foreign.Body.ShouldNotContain(Canary);
        (await register.RowsAsync<long>("select count(*) from shared_audit where kind = 'denied' and person_id = @id", new { id = Person }))[0].ShouldBe(1);
        (await register.RowsAsync<long>("select count(*) from shared_audit where kind = 'denied' and person_id is null"))[0].ShouldBe(2);
    }

    [Fact]
    public async Task A_professional_sees_whom_they_are_linked_to_while_the_link_lasts()
    {
        await using var register = await StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var (userId, organisationId) = await UserAsync(register, "referrer@staffordshire.example.com");
        var today = register.Clock.Today();

        var link = Guid.CreateVersion7();
        await TellAsync(register, new PersonLinked(link, Person, userId, organisationId, "referrer_of", today, null));
        (await referrer.OpenAsync($"/people/{Ref}")).Status.ShouldBe(200);
        (await (await register.SignInAsync("referrer2")).OpenAsync($"/people/{Ref}")).Status.ShouldBe(404);

        await TellAsync(register, new PersonLinked(link, Person, userId, organisationId, "referrer_of", today.AddDays(-9), today.AddDays(-1)));
        (await referrer.OpenAsync($"/people/{Ref}")).Status.ShouldBe(404);

        await TellAsync(register, new PersonLinked(link, Person, userId, organisationId, "referrer_of", today, null));
        await TellAsync(register, new PersonUnlinked(link, Person));
        (await referrer.OpenAsync($"/people/{Ref}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_involved_organisations_professionals_see_the_person()
    {
        await using var register = await StartAsync();
        var (_, organisationId) = await UserAsync(register, "agency@staffordshire.example.com");
        await TellAsync(register, new PersonLinked(Guid.CreateVersion7(), Person, null, organisationId, "org_involved", register.Clock.Today(), null));
        (await (await register.SignInAsync("agency")).OpenAsync($"/people/{Ref}")).Status.ShouldBe(200);
        (await (await register.SignInAsync("referrer")).OpenAsync($"/people/{Ref}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_lapse_takes_effect_at_midnight_in_London_without_any_job_and_the_team_keeps_sight()
    {
        await using var register = await StartAsync();
        var (userId, organisationId) = await UserAsync(register, "referrer@staffordshire.example.com");
        var today = register.Clock.Today();
        await TellAsync(register, new PersonLinked(Guid.CreateVersion7(), Person, userId, organisationId, "owner", today, null));
        await TellAsync(register, new AuthorityRenewed(Guid.CreateVersion7(), Person, "consent", today.AddDays(-364), today, "Test", register.Clock.GetUtcNow()));

        register.Clock.MoveTo(today, new TimeOnly(23, 50));
        var (referrer, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        (await referrer.OpenAsync($"/people/{Ref}")).Status.ShouldBe(200);
        register.Clock.Advance(TimeSpan.FromMinutes(10));
        (await referrer.OpenAsync($"/people/{Ref}")).Status.ShouldBe(404);
        (await member.OpenAsync($"/people/{Ref}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task After_a_withdrawal_only_the_team_sees_the_person_and_only_to_read()
    {
        await using var register = await StartAsync();
        var (userId, organisationId) = await UserAsync(register, "referrer@staffordshire.example.com");
        await TellAsync(register, new PersonLinked(Guid.CreateVersion7(), Person, userId, organisationId, "owner", register.Clock.Today(), null));
        var (referrer, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        (await referrer.OpenAsync($"/people/{Ref}")).Status.ShouldBe(200);

        await TellAsync(register, new ConsentWithdrawn(Person, "Test", register.Clock.GetUtcNow()));

        (await referrer.OpenAsync($"/people/{Ref}")).Status.ShouldBe(404);
        (await member.OpenAsync($"/people/{Ref}")).Status.ShouldBe(200);
        (await member.OpenAsync($"/people/{Ref}/updates/add")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task When_the_agreement_ends_every_page_says_so_and_shows_nobody()
    {
        await using var register = await StartAsync();
        var (userId, organisationId) = await UserAsync(register, "referrer@staffordshire.example.com");
        await TellAsync(register, new PersonLinked(Guid.CreateVersion7(), Person, userId, organisationId, "owner", register.Clock.Today(), null));
        var referrer = await register.SignInAsync("referrer");
        (await referrer.OpenAsync($"/people/{Ref}")).Status.ShouldBe(200);

        var administrator = await register.SignInAsync("administrator");
        var effect = await administrator.OpenAsync($"/admin/organisations/{organisationId}/end");
        effect.Text.ShouldContain("user loses access");
        await effect.Type("Why does it end?", "Not renewed").PressAndFollowAsync("End the agreement");

        foreach (var path in new[] { "/home", $"/people/{Ref}", "/my-people", "/search", "/referrals", "/people/DR-0000-0000" })
        {
            var page = await referrer.OpenAsync(path);
            page.Status.ShouldBe(403, path);
            page.Heading.ShouldBe("Your organisation's agreement has ended", path);
            page.Html.ShouldNotContain(Canary);
            page.Html.ShouldNotContain(Ref);
        }
        (await referrer.OpenAsync("/account")).Status.ShouldBe(200);
        (await register.RowsAsync<long>("select count(*) from shared_audit where kind = 'denied'"))[0].ShouldBe(6);
    }

    [Fact]
    public async Task An_agreement_that_has_not_started_or_is_over_shows_nobody()
    {
        await using var register = await StartAsync();
        var (_, organisationId) = await UserAsync(register, "referrer@staffordshire.example.com");
        var referrer = await register.SignInAsync("referrer");
        var administrator = await register.SignInAsync("administrator");
        var today = register.Clock.Today();

        await (await administrator.OpenAsync($"/admin/organisations/{organisationId}/agreement")).TypeDate("Date it starts", today.AddDays(1)).PressAndFollowAsync("Record agreement");
        (await referrer.OpenAsync("/home")).Status.ShouldBe(403);
        await (await administrator.OpenAsync($"/admin/organisations/{organisationId}/agreement")).TypeDate("Date it starts", today).TypeDate("Last day", today).PressAndFollowAsync("Record agreement");
        (await referrer.OpenAsync("/home")).Status.ShouldBe(200);
        register.Clock.MoveTo(today, new TimeOnly(23, 50));
        await referrer.ContinueAsAsync("referrer", "staffordshire");
        register.Clock.Advance(TimeSpan.FromMinutes(10));
        (await referrer.OpenAsync("/home")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_team_can_say_who_has_looked()
    {
        await using var register = await StartAsync();
        var member = await register.SignInAsync("member");
        await member.OpenAsync($"/people/{Ref}");
        await (await register.SignInAsync("lead")).OpenAsync($"/people/{Ref}");
        var log = await member.OpenAsync($"/people/{Ref}/access-log");
        log.Status.ShouldBe(200);
        log.All("main tbody tr").Count(row => row.TextContent.Contains("Looked: Record: summary", StringComparison.Ordinal)).ShouldBe(2);
        log.Text.ShouldContain("MPFT DSR Team");

        var auditor = await register.SignInAsync("auditor");
        var audit = await auditor.OpenAsync($"/audit?person={Ref}");
        audit.All("main tbody tr").Count(row => row.TextContent.Contains("summary", StringComparison.Ordinal)).ShouldBe(2);
        audit.Html.ShouldNotContain(Canary);
        (await auditor.OpenAsync("/audit?from=2026-10-01&to=2026-11-21")).Text.ShouldContain("Choose 31 days or fewer");
        (await audit.PressAsync("Check the audit")).Text.ShouldContain("The audit holds");
        (await (await register.SignInAsync("auditor", "sunderland")).OpenAsync($"/audit?person={Ref}")).Text.ShouldContain("No one has that reference");
    }

    private static async Task<TestRegister> StartAsync()
    {
        var register = await TestRegister.StartAsync();
        var today = register.Clock.Today();
        await TellAsync(register,
            new PersonRegistered(Person, Ref, "staffordshire", Canary, Canary, null, new DateOnly(2001, 3, 14), null, "both", null, null, null, null, today, today, "professional"),
            new AuthorityRecorded(Guid.CreateVersion7(), Person, "consent", today, today.AddYears(1).AddDays(-1), "Test", register.Clock.GetUtcNow()));
        return register;
    }

    private static Task<int> TellAsync(TestRegister register, params INotification[] notifications)
        => register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(async work =>
            {
                foreach (var notification in notifications) await work.PublishAsync(notification);
            });
            return 0;
        });

    private static async Task<(Guid UserId, Guid OrganisationId)> UserAsync(TestRegister register, string email)
    {
        var row = (await register.RowsAsync<User>("select id, organisation_id from access_user where email = @email", new { email }))[0];
        return (row.Id, row.OrganisationId);
    }

    /// <summary>What the network sees of an answer, but for the tokens of its forms.</summary>
    private static async Task<(int Status, string Headers, string Body)> BytesAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative));
        var body = System.Text.RegularExpressions.Regex.Replace(await answer.Content.ReadAsStringAsync(), "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"[^\"]*\"", "");
        return ((int)answer.StatusCode, string.Join('\n', answer.Headers.Concat(answer.Content.Headers).OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {string.Join(',', header.Value)}")), body);
    }

    private sealed record User(Guid Id, Guid OrganisationId);
}
