namespace Dsr.Consent;

/// <summary>A task about consent on home: about whom, what, by when.</summary>
internal sealed record HomeTask(Guid Id, Guid? PersonId, string? Reference, string? FirstName, string? LastName, string Kind, DateOnly? DueOn, DateOnly? BornOn, string? Authority, int ReviewedTo)
{
    /// <summary>What is shown of a row: null for a birthday that is not near after all, or reviewed.</summary>
    public HomeLine? Line(DateOnly today, ConsentArea rules)
    {
        var name = FirstName is null ? null : $"{FirstName} {LastName}".Trim();
        switch (Kind)
        {
            case "lapsed":
                return new(name, "renew, decide in best interests or remove", DueOn!.Value.AddDays(rules.GraceDays), Links.Person.Page(Reference!, "authority"));
            case "ending":
                return new(name, "renew the decision", DueOn!.Value, Links.Person.Page(Reference!, "authority/renew"));
            case "assessment":
                return new(name, "finish the assessment of capacity and best interests", DueOn!.Value.AddDays(rules.GraceDays), Links.Person.Page(Reference!, $"authority/best-interests/{Id}"));
            case "birthday":
                return BirthdayRules.Due(BornOn!.Value, today, rules).Where(each => each.Age > ReviewedTo).Select(each => new HomeLine(name, BirthdayRules.What(each.Age, Authority), each.On, Links.Person.Page(Reference!, "authority/birthday"))).FirstOrDefault();
            case "reply":
                return new(name, "answered by link", DueOn!.Value, Links.Person.Page(Reference!, $"authority/replies/{Id}"));
            default:
                return new(name, Lower(TaskList.Title(Kind)), DueOn!.Value, $"/consent-tasks/{Id}");
        }
    }

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}

/// <summary>A line of the list.</summary>
internal sealed record HomeLine(string? Name, string What, DateOnly DueOn, string Href);

internal sealed record HomeTasks(IReadOnlyList<HomeLine> Lines, DateOnly Today);

/// <summary>
/// What has to be done about consent, with the date. For the DSR team of its area: answers to record or call back, decisions that have ended, assessments under way. For an owner
/// of their people: decisions that end within 60 days, answers that came by link. For both, birthdays.
/// </summary>
internal sealed class ConsentTasks(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : IHomePart
{
    private const int Most = 20;

    private const string Columns = "p.id as person_id, p.reference, p.first_name, p.last_name";

    private const string OfArea =
        """
        p.area = @Area
        and p.state = 'active'
        and p.closed = 0
        """;

    private const string Owned =
        """
        p.owner_id = @UserId
        and p.state = 'active'
        and p.closed = 0
        and p.withdrawn_at is null
        and p.ends_on >= @today
        and not exists (
          select 1
          from consent_shut_out s
          where s.person_id = p.id
          and s.organisation_id = @OrganisationId
        )
        """;

    private static readonly string Team =
        $"""
         select * from (
           select t.id, t.person_id, p.reference, p.first_name, p.last_name, t.kind, t.due_on, cast(null as text) as born_on, p.kind as authority, 0 as reviewed_to
           from consent_task t
           left join consent_person p on p.id = t.person_id
           where t.area = @Area
           and t.done_at is null
           and (p.id is null or p.state = 'active')
           order by t.due_on, t.id
           limit @Most
         ) as stored
         union all
         {Ending("lapsed", OfArea, "p.withdrawn_at is null\nand p.ends_on < @today")}
         union all
         {Birthdays(OfArea)}
         union all
         select * from (
           select a.id, {Columns}, 'assessment' as kind, a.started_on as due_on, cast(null as text) as born_on, p.kind as authority, 0 as reviewed_to
           from consent_assessment a
           join consent_person p on p.id = a.person_id
           where {OfArea}
           and a.state = 'open'
           and a.cetr_id is null
           order by a.started_on
           limit @Most
         ) as assessments
         """;

    private static readonly string Own =
        $"""
         {Ending("ending", Owned, "p.ends_on <= @soon")}
         union all
         {Birthdays(Owned)}
         union all
         select * from (
           select r.id, {Columns}, 'reply' as kind, substr(r.replied_at, 1, 10) as due_on, cast(null as text) as born_on, p.kind as authority, 0 as reviewed_to
           from consent_reply r
           join consent_person p on p.id = r.person_id
           where {Owned}
           and r.done_at is null
           limit @Most
         ) as replies
         """;

    public int Order => 12;

    public string Roles => Shared.Roles.Team + "," + Shared.Roles.Professional;

    public string View => "/Consent/Home/ConsentTasks.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!areas.TryGet(viewer.Area, out var area)) return null;
        var (today, rules) = (clock.Today(), area.Section<ConsentArea>("consent"));
        var soon = today.AddDays(rules.Reminders.Count == 0 ? 0 : rules.Reminders.Max(stage => stage.DaysBefore));
        var (first, second) = (Window(0, today, rules), Window(1, today, rules));
        var rows = await db.QueryAsync<HomeTask>(
            viewer.IsTeam ? Team : Own,
            new { viewer.Area, viewer.UserId, viewer.OrganisationId, today, soon, Most, from0 = first.From, to0 = first.To, from1 = second.From, to1 = second.To }, cancellationToken);
        await audit.ReadAsync("home", rows.Select(row => row.PersonId).OfType<Guid>().Distinct());
        var lines = rows.Select(row => row.Line(today, rules)).OfType<HomeLine>().OrderBy(line => line.DueOn).Take(Most).ToList();
        return lines.Count == 0 ? null : new HomeTasks(lines, today);
    }

    private static string Ending(string kind, string whose, string when) =>
        $"""
         select * from (
           select p.id, {Columns}, '{kind}' as kind, p.ends_on as due_on, cast(null as text) as born_on, p.kind as authority, 0 as reviewed_to
           from consent_person p
           where {whose}
           and {when}
           order by p.ends_on
           limit @Most
         ) as {kind}
         """;

    private static string Birthdays(string whose) =>
        $"""
         select * from (
           select p.id, {Columns}, 'birthday' as kind, p.ends_on as due_on, p.born_on, p.kind as authority,
             coalesce((select max(r.age) from consent_birthday_review r where r.person_id = p.id), 0) as reviewed_to
           from consent_person p
           where {whose}
           and p.withdrawn_at is null
           and ((p.born_on >= @from0 and p.born_on <= @to0) or (p.born_on >= @from1 and p.born_on <= @to1))
           order by p.born_on desc
           limit @Most
         ) as birthdays
         """;

    private static (DateOnly From, DateOnly To) Window(int at, DateOnly today, ConsentArea rules)
        => rules.ReviewBeforeBirthdays.Count > at ? BirthdayRules.Born(rules.ReviewBeforeBirthdays[at], today, rules) : (DateOnly.MaxValue, DateOnly.MaxValue);
}
