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

/// <summary>What the DSR team has to do about consent, with the date: answers to record or call back, decisions that have ended, birthdays, assessments under way.</summary>
internal sealed class ConsentTasks(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : IHomePart
{
    private const int Most = 20;

    private const string Sql =
        """
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
        select * from (
          select p.id, p.id as person_id, p.reference, p.first_name, p.last_name, 'lapsed' as kind, p.ends_on as due_on, cast(null as text) as born_on, p.kind as authority, 0 as reviewed_to
          from consent_person p
          where p.area = @Area
          and p.state = 'active'
          and p.closed = 0
          and p.withdrawn_at is null
          and p.ends_on < @today
          order by p.ends_on
          limit @Most
        ) as lapsed
        union all
        select * from (
          select p.id, p.id as person_id, p.reference, p.first_name, p.last_name, 'birthday' as kind, p.ends_on as due_on, p.born_on, p.kind as authority,
            coalesce((select max(r.age) from consent_birthday_review r where r.person_id = p.id), 0) as reviewed_to
          from consent_person p
          where p.area = @Area
          and p.state = 'active'
          and p.closed = 0
          and p.withdrawn_at is null
          and ((p.born_on >= @from0 and p.born_on <= @to0) or (p.born_on >= @from1 and p.born_on <= @to1))
          order by p.born_on desc
          limit @Most
        ) as birthdays
        union all
        select * from (
          select a.id, p.id as person_id, p.reference, p.first_name, p.last_name, 'assessment' as kind, a.started_on as due_on, cast(null as text) as born_on, p.kind as authority, 0 as reviewed_to
          from consent_assessment a
          join consent_person p on p.id = a.person_id
          where p.area = @Area
          and p.state = 'active'
          and p.closed = 0
          and a.state = 'open'
          and a.cetr_id is null
          order by a.started_on
          limit @Most
        ) as assessments
        """;

    public int Order => 12;

    public string Roles => Shared.Roles.Team;

    public string View => "/Consent/Home/ConsentTasks.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!areas.TryGet(viewer.Area, out var area)) return null;
        var (today, rules) = (clock.Today(), area.Section<ConsentArea>("consent"));
        var (first, second) = (Window(0, today, rules), Window(1, today, rules));
        var rows = await db.QueryAsync<HomeTask>(Sql, new { viewer.Area, today, Most, from0 = first.From, to0 = first.To, from1 = second.From, to1 = second.To }, cancellationToken);
        await audit.ReadAsync("home", rows.Where(row => row.PersonId is not null).Select(row => row.PersonId!.Value).Distinct());
        var lines = rows.Select(row => row.Line(today, rules)).OfType<HomeLine>().OrderBy(line => line.DueOn).Take(Most).ToList();
        return lines.Count == 0 ? null : new HomeTasks(lines, today);
    }

    public static (DateOnly From, DateOnly To) Window(int at, DateOnly today, ConsentArea rules)
        => rules.ReviewBeforeBirthdays.Count > at ? BirthdayRules.Born(rules.ReviewBeforeBirthdays[at], today, rules) : (DateOnly.MaxValue, DateOnly.MaxValue);
}

/// <summary>What an owner has to do about consent: decisions that end within 60 days, birthdays, and answers that came by link.</summary>
internal sealed class OwnersConsentTasks(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : IHomePart
{
    private const int Most = 20;

    private const string Sql =
        """
        select * from (
          select p.id, p.id as person_id, p.reference, p.first_name, p.last_name, 'ending' as kind, p.ends_on as due_on, cast(null as text) as born_on, p.kind as authority, 0 as reviewed_to
          from consent_person p
          where p.owner_id = @UserId
          and p.state = 'active'
          and p.closed = 0
          and p.withdrawn_at is null
          and p.ends_on >= @today
          and p.ends_on <= @soon
          order by p.ends_on
          limit @Most
        ) as ending
        union all
        select * from (
          select p.id, p.id as person_id, p.reference, p.first_name, p.last_name, 'birthday' as kind, p.ends_on as due_on, p.born_on, p.kind as authority,
            coalesce((select max(r.age) from consent_birthday_review r where r.person_id = p.id), 0) as reviewed_to
          from consent_person p
          where p.owner_id = @UserId
          and p.state = 'active'
          and p.closed = 0
          and p.withdrawn_at is null
          and p.ends_on >= @today
          and ((p.born_on >= @from0 and p.born_on <= @to0) or (p.born_on >= @from1 and p.born_on <= @to1))
          limit @Most
        ) as birthdays
        union all
        select * from (
          select r.id, p.id as person_id, p.reference, p.first_name, p.last_name, 'reply' as kind, substr(r.replied_at, 1, 10) as due_on, cast(null as text) as born_on, p.kind as authority, 0 as reviewed_to
          from consent_reply r
          join consent_person p on p.id = r.person_id
          where p.owner_id = @UserId
          and p.state = 'active'
          and p.closed = 0
          and p.withdrawn_at is null
          and p.ends_on >= @today
          and r.done_at is null
          limit @Most
        ) as replies
        """;

    public int Order => 12;

    public string Roles => Shared.Roles.Professional;

    public string View => "/Consent/Home/ConsentTasks.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!areas.TryGet(viewer.Area, out var area)) return null;
        var (today, rules) = (clock.Today(), area.Section<ConsentArea>("consent"));
        var soon = today.AddDays(rules.Reminders.Count == 0 ? 0 : rules.Reminders.Max(stage => stage.DaysBefore));
        var (first, second) = (ConsentTasks.Window(0, today, rules), ConsentTasks.Window(1, today, rules));
        var rows = await db.QueryAsync<HomeTask>(Sql, new { viewer.UserId, today, soon, Most, from0 = first.From, to0 = first.To, from1 = second.From, to1 = second.To }, cancellationToken);
        await audit.ReadAsync("home", rows.Select(row => row.PersonId!.Value).Distinct());
        var lines = rows.Select(row => row.Line(today, rules)).OfType<HomeLine>().OrderBy(line => line.DueOn).Take(Most).ToList();
        return lines.Count == 0 ? null : new HomeTasks(lines, today);
    }
}
