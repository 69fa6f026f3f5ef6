using Dsr.Consent.Contracts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Consent;

/// <summary>Domain 5.1, issue 4: sharing with each kind of recipient is a decision of its own, and a no holds from its commit: no view, list, pack or reminder for organisations of that kind.</summary>
public sealed class RefusedRecipientTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public async Task Organisations_of_a_kind_that_was_refused_lose_sight_at_once_and_have_it_again_after_a_yes()
    {
        await using var register = await TestRegister.StartAsync();
        var made = await MadeUp.RegisterAsync(register, Today, consentOn: new(2025, 12, 4), rating: "amber");
        // one of the demonstration's, whose decision ends soon
        var person = (await register.RowsAsync<Person>(
            """
            select p.id, p.reference
            from referrals_person p
            join referrals_user u on u.user_id = p.owner_id
            where u.email = 'referrer@staffordshire.example.com'
            and p.state = 'active'
            and p.withdrawn_at is null
            and p.authority_ends_on > '2026-11-25'
            order by p.authority_ends_on
            limit 1
            """))[0];
        var (owner, agency, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("agency"), await register.SignInAsync("member"));
        (await agency.OpenAsync($"/people/{made.Reference}")).Status.ShouldBe(200);
        (await owner.OpenAsync("/my-people")).Html.ShouldContain(person.Reference);
        (await owner.OpenAsync("/home")).Html.ShouldContain($"/people/{person.Reference}/authority/renew");
        await QueueAsync(register, person.Id, "referrer@staffordshire.example.com");

        await DecideAsync(member, made.Reference, health: "Yes", care: "No");
        (await agency.OpenAsync($"/people/{made.Reference}")).Status.ShouldBe(404);
        (await owner.OpenAsync($"/people/{made.Reference}")).Status.ShouldBe(200);

        // the owner's own kind: who keeps the entry has no more right than anybody else
        await DecideAsync(member, person.Reference, health: "No", care: "No");
        (await owner.OpenAsync($"/people/{person.Reference}")).Status.ShouldBe(404);
        (await owner.OpenAsync($"/people/{person.Reference}/authority")).Status.ShouldBe(404);
        (await owner.OpenAsync("/my-people")).Html.ShouldNotContain(person.Reference);
        (await owner.OpenAsync("/home")).Html.ShouldNotContain(person.Reference);
        (await register.RowsAsync<string>("select state from shared_outbox where mail_key = 'waiting'")).ShouldBe(["cancelled"]);
        (await member.OpenAsync($"/people/{person.Reference}")).Status.ShouldBe(200);

        // reminders go to the team alone
        await register.RunJobAsync("remind-consent-renewal");
        (await register.RowsAsync<string>("select distinct to_address from shared_outbox where person_id = @Id and template = 'consent-renewal'", new { person.Id })).ShouldBe(["lead@staffordshire.example.com"]);
        var before = await RemindersAsync(register, person.Id);
        register.Clock.MoveTo(Today.AddDays(4));
        await register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.ExecuteAsync("update referrals_person set update_due_on = '2026-11-25' where id = @Id", new { person.Id }));
            return 0;
        });
        await register.RunJobAsync("remind-stale-updates");
        (await RemindersAsync(register, person.Id)).ShouldBe(before);

        await DecideAsync(await register.SignInAsync("member"), person.Reference, health: "Yes", care: "Yes");
        (await (await register.SignInAsync("referrer")).OpenAsync("/my-people")).Html.ShouldContain(person.Reference);
        await register.RunJobAsync("remind-stale-updates");
        (await RemindersAsync(register, person.Id)).ShouldBe(before + 1);
    }

    [Fact] // security.md T37
    public async Task A_meeting_pack_and_the_list_of_meetings_are_without_who_refused_the_readers_kind()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        var meeting = (await register.RowsAsync<Guid>("select id from meetings_meeting where area = 'staffordshire' and met_on = '2026-11-21' and state = 'planned'"))[0];
        await (await chair.OpenAsync($"/meetings/{meeting}/agenda")).PressAndFollowAsync("Send agenda");
        var owner = await register.SignInAsync("referrer");
        var mine = await register.RowsAsync<Person>(
            """
            select p.id, p.reference
            from meetings_agenda_item i
            join meetings_person p on p.id = i.person_id
            join meetings_user u on u.id = p.owner_id
            where i.meeting_id = @meeting and i.removed = 0 and u.email = 'referrer@staffordshire.example.com'
            """, new { meeting });
        mine.Count.ShouldBeGreaterThan(1);
        await RefuseAsync(register, mine[0].Id);
        var pack = await owner.OpenAsync($"/meetings/{meeting}/papers");
        pack.Html.ShouldNotContain(mine[0].Reference);
        pack.Html.ShouldContain(mine[1].Reference);
        foreach (var person in mine.Skip(1)) await RefuseAsync(register, person.Id);
        (await owner.OpenAsync($"/meetings/{meeting}/papers")).Status.ShouldBe(404);
        (await owner.OpenAsync("/meetings")).Html.ShouldNotContain($"/meetings/{meeting}/");
        (await (await register.SignInAsync("member")).OpenAsync($"/meetings/{meeting}/papers")).Html.ShouldContain(mine[0].Reference);
    }

    private static async Task DecideAsync(Visitor member, string reference, string health, string care)
    {
        var form = await member.OpenAsync($"/people/{reference}/authority/sharing");
        foreach (var recipient in new[] { "Education", "Family or carers", "Voluntary organisations", "Police" }) form.Choose("Yes", recipient);
        form.Choose(health, "Health services").Choose(care, "Social care").Type("Who decided?", "Robin").Type("How did they say or show it?", "Said so");
        (await form.TypeDate("When did they decide?", Today).PressAsync("Save")).Status.ShouldBe(303);
    }

    private static async Task<long> RemindersAsync(TestRegister register, Guid person)
        => (await register.RowsAsync<long>("select count(*) from shared_outbox where person_id = @person and template = 'update-due'", new { person })).Single();

    private static Task RefuseAsync(TestRegister register, Guid person) => PublishAsync(register, new SharingDecided(person, "health", false, Today, "Test", register.Clock.GetUtcNow()));

    private static Task QueueAsync(TestRegister register, Guid person, string address)
        => register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.ExecuteAsync(
                """
                insert into shared_outbox (id, mail_key, person_id, to_address, template, subject, body, queued_at, due_at, state, attempts)
                values (@Id, 'waiting', @person, @address, 'update-added', 'Waiting', 'Waiting', @Now, @Due, 'due', 0)
                """, new { Id = Guid.CreateVersion7(), person, address, work.Now, Due = work.Now.AddHours(1) }));
            return 0;
        });

    private static Task PublishAsync(TestRegister register, INotification notification)
        => register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.PublishAsync(notification));
            return 0;
        });

    private sealed record Person(Guid Id, string Reference);
}
