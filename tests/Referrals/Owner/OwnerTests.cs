using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Referrals;

/// <summary>Journey 8.12; Staffordshire: "Referrer keeps register up to date", "Discharging: reallocate"; domain 9, beyond 8: no entry is orphaned.</summary>
public sealed class OwnerTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public async Task Staffordshire_who_discharges_hands_over_and_stays_the_owner_until_the_new_one_accepts()
    {
        await using var register = await TestRegister.StartAsync();
        var (before, after, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("referrer2"), await register.SignInAsync("member"));
        var (person, _) = await RemovalTests.OwnAsync(register, "amber");
        var name = await NameAsync(register, "referrer2");
        (await after.OpenAsync($"/people/{person}/owner/hand-over")).Status.ShouldBe(404);
        (await before.OpenAsync($"/people/{person}")).LinkTo("Hand over").ShouldBe($"/people/{person}/owner/hand-over");

        // "I am leaving this case" does not let an owner go without another
        var ask = await before.FollowAsync($"/people/{person}/leave");
        ask.Path.ShouldBe($"/people/{person}/owner/hand-over");
        (await ask.PressAsync("Ask them")).Errors.ShouldBe(["Select who will take over", "Select why you are handing it over", "Enter a handover note"]);
        var asked = await ask.Select("New owner", name).Choose("I am leaving this case").Type("Handover note", "Visits on Mondays.").PressAndFollowAsync("Ask them");
        asked.Banner.ShouldStartWith("Sent. You are the owner until they accept. If there is no answer by 27 November 2026");
        var already = await before.OpenAsync($"/people/{person}/owner/hand-over");
        already.Heading.ShouldStartWith("You already asked");
        (await already.PressAndFollowAsync("Ask someone else instead")).Heading.ShouldBe("Who will look after this record?");
        await AskAsync(register, before, person, "Visits on Mondays.");
        (await after.OpenAsync($"/people/{person}")).Status.ShouldBe(404);

        var handover = await after.OpenAsync((await after.OpenAsync("/home")).LinkTo("Look after the record of"));
        handover.Text.ShouldContain("Visits on Mondays.");
        (await member.OpenAsync(handover.Path)).Status.ShouldBe(404);
        (await handover.Choose("Say no").PressAsync("Send answer")).Errors.ShouldBe(["Enter why not"]);
        (await (await after.OpenAsync(handover.Path)).Choose("Accept").PressAndFollowAsync("Send answer")).Banner.ShouldBe("You look after this record now.");
        (await before.OpenAsync($"/people/{person}")).Status.ShouldBe(404);
        (await after.OpenAsync($"/people/{person}/updates?kind=owner")).Text.ShouldContain("Visits on Mondays.");
        (await register.RowsAsync<string>("select template from shared_outbox where template like 'handover%' order by template")).ShouldBe(["handover-answered", "handover-asked", "handover-asked"]);
    }

    [Fact]
    public async Task A_handover_that_is_refused_or_not_answered_comes_to_the_team_and_leaves_the_owner_as_they_were()
    {
        await using var register = await TestRegister.StartAsync();
        var (before, after) = (await register.SignInAsync("referrer"), await register.SignInAsync("referrer2"));
        var (person, _) = await RemovalTests.OwnAsync(register, "amber");
        await AskAsync(register, before, person);
        var handover = await after.OpenAsync((await after.OpenAsync("/home")).LinkTo("Look after the record of"));
        await handover.Choose("Say no").Type("Why not?", "Not my area.").PressAndFollowAsync("Send answer");
        (await before.OpenAsync($"/people/{person}/updates?kind=owner")).Text.ShouldContain("Not my area.");
        (await (await register.SignInAsync("member")).OpenAsync("/inbox")).Text.ShouldContain("Handover not accepted");

        await AskAsync(register, before, person);
        register.Clock.MoveTo(new DateOnly(2026, 11, 27));
        (await register.RunJobAsync("notice-handovers")).Done.ShouldBe(0);
        register.Clock.MoveTo(new DateOnly(2026, 11, 28));
        (await register.RunJobAsync("notice-handovers")).Done.ShouldBe(1);
        (await register.RunJobAsync("notice-handovers")).Done.ShouldBe(0);
        (await (await register.SignInAsync("member")).OpenAsync("/inbox")).Text.ShouldContain("Did not answer whether they take over a record");
        (await (await register.SignInAsync("referrer")).OpenAsync($"/people/{person}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_people_of_somebody_who_left_are_reassigned_together_and_shown_first()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, administrator) = (await register.SignInAsync("member"), await register.SignInAsync("administrator"));
        var owner = (await register.RowsAsync<Guid>("select user_id from referrals_user where email = 'referrer@staffordshire.example.com'"))[0];
        var people = await register.RowsAsync<Guid>("select id from referrals_person where owner_id = @owner and state = 'active'", new { owner });
        await (await administrator.OpenAsync($"/admin/users/{owner}/disable")).Type("Why does it end?", "Left").PressAndFollowAsync("End access");

        var inbox = await member.OpenAsync("/inbox");
        var reassign = await member.OpenAsync((await member.OpenAsync(inbox.LinkTo("An owner has left"))).LinkTo("Reassign"));
        reassign.All("main li").Count.ShouldBe(people.Count);
        (await reassign.PressAsync("Reassign")).Errors.ShouldBe(["Select who will take over", "Enter why"]);
        var done = await reassign.Select("New owner", await NameAsync(register, "referrer2")).Type("Why?", "Left the service").PressAndFollowAsync("Reassign");

        done.Banner.ShouldBe($"{people.Count} people have a new owner.");
        done.Text.ShouldContain("Everyone who owns a record can still log in.");
        (await register.RowsAsync<long>("select count(*) from referrals_person where owner_id = @owner and state = 'active'", new { owner }))[0].ShouldBe(0);
        (await register.RowsAsync<long>("select count(*) from meetings_person where owner_id = @owner", new { owner }))[0].ShouldBe(0);
    }

    [Fact]
    public async Task Who_stands_in_sees_the_owners_people_and_gets_the_reminders_on_those_days_only()
    {
        await using var register = await TestRegister.StartAsync();
        var (owner, colleague) = ("referrer", "agency");
        await MakeColleaguesAsync(register, owner, colleague);
        var visitor = await register.SignInAsync(owner);
        var person = (await register.RowsAsync<string>("select p.reference from referrals_person as p join referrals_user as u on u.user_id = p.owner_id where u.email = @email and p.state = 'active' and p.authority_ends_on > '2026-12-31' and p.withdrawn_at is null and not exists (select 1 from referrals_link as l where l.person_id = p.id and l.kind <> 'owner') order by p.reference", new { email = $"{owner}@staffordshire.example.com" }))[0];
        var other = await register.SignInAsync(colleague);
        (await other.OpenAsync($"/people/{person}")).Status.ShouldBe(404);

        var form = await visitor.OpenAsync("/my-people/away");
        (await form.TypeDate("First day away", Today.AddDays(5)).TypeDate("Last day away", Today.AddDays(2)).PressAsync("Save")).Errors.ShouldBe(["Last day away must be the same as or after the first, 26 November 2026", "Select who stands in for you"]);
        await (await visitor.OpenAsync("/my-people/away")).TypeDate("First day away", Today).TypeDate("Last day away", Today.AddDays(6)).Select("Who stands in for you?", await NameAsync(register, colleague)).PressAndFollowAsync("Save");

        (await other.OpenAsync($"/people/{person}")).Status.ShouldBe(200);
        (await visitor.OpenAsync($"/people/{person}")).Status.ShouldBe(200);
        await register.RunJobAsync("remind-stale-updates");
        (await register.RowsAsync<string>("select distinct to_address from shared_outbox where template = 'update-due'")).ShouldNotContain($"{owner}@staffordshire.example.com");
        (await (await visitor.OpenAsync("/my-people/away")).PressAndFollowAsync("I am back")).Banner.ShouldBe("Ended. You get the reminders again.");
        (await other.OpenAsync($"/people/{person}")).Status.ShouldBe(404);
        await (await visitor.OpenAsync("/my-people/away")).TypeDate("First day away", Today).TypeDate("Last day away", Today.AddDays(6)).Select("Who stands in for you?", await NameAsync(register, colleague)).PressAndFollowAsync("Save");
        register.Clock.MoveTo(Today.AddDays(7));
        (await (await register.SignInAsync(colleague)).OpenAsync($"/people/{person}")).Status.ShouldBe(404);
    }

    private static Task MakeColleaguesAsync(TestRegister register, string owner, string colleague)
        => register.InScopeAsync(services => services.GetRequiredService<Db>().WriteAsync(async work =>
        {
            var names = new { owner = owner + "@staffordshire.example.com", colleague = colleague + "@staffordshire.example.com" };
            await work.ExecuteAsync("update access_user set organisation_id = (select organisation_id from access_user where email = @owner) where email = @colleague", names);
            await work.ExecuteAsync("update referrals_user set organisation_id = (select organisation_id from referrals_user where email = @owner) where email = @colleague", names);
            return "";
        }));

    private static async Task AskAsync(TestRegister register, Visitor owner, string person, string note = "A note.")
        => await (await owner.OpenAsync($"/people/{person}/owner/hand-over")).Select("New owner", await NameAsync(register, "referrer2")).Choose("Another reason").Type("Handover note", note).PressAndFollowAsync("Ask them");

    private static async Task<string> NameAsync(TestRegister register, string who)
        => (await register.RowsAsync<string>("select name from referrals_user where email = @email", new { email = $"{who}@staffordshire.example.com" }))[0];
}
