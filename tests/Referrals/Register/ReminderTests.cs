namespace Dsr.Tests.Referrals;

public sealed class ReminderTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public async Task The_owner_is_reminded_once_for_each_stage_and_the_mail_names_nobody()
    {
        await using var register = await TestRegister.StartAsync();
        var person = await DueTodayAsync(register, "green");

        await register.RunJobAsync("remind-stale-updates");
        await register.RunJobAsync("remind-stale-updates");

        var mails = await MailsAsync(register, person.Id);
        mails.Count.ShouldBe(1);
        mails[0].ToAddress.ShouldBe(person.Email);
        mails[0].Body.ShouldContain($"http://localhost/people/{person.Reference}/updates/add");
        mails[0].Body.ShouldContain("is due today");
        mails[0].Body.ShouldNotContain(person.FirstName);
        mails[0].Body.ShouldNotContain(person.LastName);
        mails[0].Subject.ShouldNotContain(person.LastName);

        register.Clock.MoveTo(Today.AddDays(6));
        await register.RunJobAsync("remind-stale-updates");
        (await MailsAsync(register, person.Id)).Count.ShouldBe(1);

        register.Clock.MoveTo(Today.AddDays(7));
        await register.RunJobAsync("remind-stale-updates");
        (await MailsAsync(register, person.Id)).Count.ShouldBe(2);

        register.Clock.MoveTo(Today.AddDays(21));
        await register.RunJobAsync("remind-stale-updates");
        await register.RunJobAsync("remind-stale-updates");
        (await MailsAsync(register, person.Id)).Count.ShouldBe(2);
        (await register.RowsAsync<long>("select count(*) from referrals_inbox where kind = 'stale' and person_id = @Id", new { person.Id }))[0].ShouldBe(1);
    }

    [Fact]
    public async Task A_scheduler_that_stood_still_sends_the_latest_stage_alone()
    {
        await using var register = await TestRegister.StartAsync();
        var person = await DueTodayAsync(register, "red");

        register.Clock.MoveTo(Today.AddDays(5));
        await register.RunJobAsync("remind-stale-updates");

        var mails = await MailsAsync(register, person.Id);
        mails.Count.ShouldBe(1);
        mails[0].MailKey.ShouldBe($"stale/{person.Id}/2026-11-21/2");
    }

    [Fact]
    public async Task An_update_ends_the_reminders()
    {
        await using var register = await TestRegister.StartAsync();
        var person = await DueTodayAsync(register, "green");
        var member = await register.SignInAsync("member");
        await (await member.OpenAsync($"/people/{person.Reference}/updates/add")).Type("What has changed?", "Well.").Choose("Same").Choose("Family or carer").PressAndFollowAsync("Add update");

        register.Clock.MoveTo(Today.AddDays(30));
        await register.RunJobAsync("remind-stale-updates");

        (await MailsAsync(register, person.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_reminded_of_people_whose_authority_is_not_in_force()
    {
        await using var register = await TestRegister.StartAsync();
        register.Clock.MoveTo(Today.AddDays(25));

        await register.RunJobAsync("remind-stale-updates");

        var reminded = await register.RowsAsync<Guid>("select person_id from shared_outbox where template = 'update-due'");
        reminded.Count.ShouldBeGreaterThan(10);
        (await register.RowsAsync<Guid>("select id from referrals_person where withdrawn_at is not null or coalesce(authority_ends_on, '') < @on", new { on = Sql.Text(Today.AddDays(25)) }))
            .Intersect(reminded).ShouldBeEmpty();
        (await register.RowsAsync<Guid>("select person_id from referrals_inbox where kind = 'stale'"))
            .Intersect(await register.RowsAsync<Guid>("select id from referrals_person where withdrawn_at is not null")).ShouldBeEmpty();
    }

    private static async Task<Person> DueTodayAsync(TestRegister register, string rating)
    {
        var person = (await register.RowsAsync<Person>(
            """
            select p.id, p.reference, p.first_name, p.last_name, u.email
            from referrals_person as p
            join referrals_user as u on u.user_id = p.owner_id
            where p.area = 'staffordshire'
            and p.state = 'active'
            and p.rating = @rating
            and p.withdrawn_at is null
            and p.authority_ends_on > '2027-02-01'
            order by p.reference
            """, new { rating }))[0];
        await register.InScopeAsync(async services =>
        {
            var db = (Db)services.GetService(typeof(Db))!;
            await db.WriteAsync(work => work.ExecuteAsync("update referrals_person set update_due_on = '2026-11-21' where id = @Id", new { person.Id }));
            return true;
        });
        return person;
    }

    private static Task<IReadOnlyList<MailRow>> MailsAsync(TestRegister register, Guid person)
        => register.RowsAsync<MailRow>("select mail_key, to_address, subject, body from shared_outbox where template = 'update-due' and person_id = @person order by mail_key", new { person });

    private sealed record Person(Guid Id, string Reference, string FirstName, string LastName, string Email);

    private sealed record MailRow(string MailKey, string ToAddress, string Subject, string Body);
}
