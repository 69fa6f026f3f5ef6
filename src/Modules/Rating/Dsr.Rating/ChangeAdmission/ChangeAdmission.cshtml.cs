using Microsoft.AspNetCore.Http;

namespace Dsr.Rating;

/// <summary>The details of a stay in hospital, when somebody is moved or more becomes known: the clocks of blue follow them. An imported blue gets its admission here.</summary>
[Needs("ratings.admission-details", Roles.Clinical)]
internal sealed class ChangeAdmissionPage(Db db, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads, IAdmissionPage
{
    private const string PersonSql =
        """
        select p.first_name, p.born_on, p.since_on, p.change_id, p.version, a.id, a.hospital, a.admitted_on, a.legal_status, a.planned, a.out_of_area, a.secure, a.reviewed, a.has_plan
        from rating_person p
        left join rating_admission a on a.person_id = p.id and a.discharged_on is null
        where p.id = @Id
        and p.rating = 'blue'
        order by a.admitted_on desc
        limit 1
        """;

    private const string Update =
        """
        update rating_admission
        set hospital = @Hospital, admitted_on = @AdmittedOn, legal_status = @LegalStatus, planned = @Planned, review_before = @ReviewBefore, out_of_area = @OutOfArea, secure = @Secure, reviewed = @Reviewed, has_plan = @HasPlan
        where id = @Id
        """;

    private const string LastVisit =
        """
        select max(visited_on)
        from rating_visit
        where admission_id = @Id
        and on_site = 1
        """;

    private const string Open =
        """
        delete from rating_follow
        where change_id = @ChangeId
        and kind in ('visits', 'inpatient-review')
        and done_on is null
        and wanted = 1
        """;

    private const string Rest =
        """
        select place, kind, wanted
        from rating_follow
        where change_id = @ChangeId
        """;

    [BindProperty]
    public AdmissionForm Admission { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Row Person { get; private set; } = null!;

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public DateOnly BornOn => Person.BornOn;

    public string? Visits => AdmissionForm.Visits(Rules.Times, Today, Person.BornOn);

    private RatingArea Rules => areas[person.Area].Section<RatingArea>("rating");

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return false;
        Person = row;
        if (!HttpMethods.IsPost(Request.Method))
        {
            Admission = new AdmissionForm
            {
                Hospital = row.Hospital is "Not known" or null ? "" : row.Hospital, AdmittedOn = row.AdmittedOn ?? row.SinceOn,
                LegalStatus = RatingWords.LegalStatus.FirstOrDefault(status => status.Words == row.LegalStatus).Key ?? "", Where = row.OutOfArea switch { true => "out-of-area", false => "in-area", null => "" },
                Secure = row.Secure == true ? "yes" : row.OutOfArea is null ? "" : "no", Planned = row.Planned switch { "Yes" => "yes", "No" => "no", _ => "" }, ReviewBefore = row.Reviewed ?? "",
                Plan = row.HasPlan switch { true => "yes", false => "no", null => row.Id is null ? "" : "not-known" },
            };
        }

        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = row.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var row = await work.FirstAsync<Row>(PersonSql, new { person.Id }) ?? throw new LostRaceException();
                Admission.Refuse(row.FirstName, row.BornOn);
                await work.ChangeAsync("update rating_person set version = version + 1 where id = @Id and version = @Version", new { person.Id, Version });
                var id = row.Id ?? Ids.New(work.Now);
                // a stay that came with an import says nothing of what was known before it
                await work.ExecuteAsync(row.Id is null ? AdmissionForm.Insert : Update, Admission.Row(id, person.Id, null, viewer, work));
                if (row.Id is null) await work.ExecuteAsync("update rating_admission set known_before = null where id = @id", new { id });
                await FollowAsync(work, row, id);
                await work.AuditAsync("admission-changed", id, person.Id);
                return Links.Person.Page(person.Reference, "ratings");
            }, cancellationToken);
            return this.Done("Admission changed.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    /// <summary>Visits and inpatient reviews that are still open fall due by the stay as it is now; what was done or decided against stays.</summary>
    private async Task FollowAsync(Work work, Row row, Guid admissionId)
    {
        await work.ExecuteAsync(Open, row);
        var rest = await work.QueryAsync<Kept>(Rest, row);
        var (stay, place) = (Admission.Stay, rest.Select(kept => kept.Place).DefaultIfEmpty().Max());
        var last = DateOnly.TryParse(await work.FirstAsync<string>(LastVisit, new { Id = admissionId }), out var visited) ? visited : (DateOnly?)null;
        foreach (var follow in Follows.From(Rules, areas[person.Area].Section<ReviewIntervals>("referrals"), "blue", row.BornOn, row.SinceOn, stay).Where(follow => follow.Kind is FollowKind.Visits or FollowKind.InpatientReview))
        {
            if (rest.Any(kept => kept.Kind == follow.Key)) continue;
            var dueOn = follow.Kind == FollowKind.Visits && last is not null ? Follows.NextVisit(Rules.Times, stay, row.BornOn, last) : follow.DueOn;
            await work.ExecuteAsync(RatingChange.InsertFollow, new { Id = row.ChangeId, Place = ++place, Kind = follow.Key, follow.Words, DueOn = dueOn, follow.Rule, Wanted = true });
        }
    }

    public sealed record Row(
        string FirstName, DateOnly BornOn, DateOnly SinceOn, Guid ChangeId, int Version, Guid? Id, string? Hospital, DateOnly? AdmittedOn, string? LegalStatus, string? Planned, bool? OutOfArea, bool? Secure, string? Reviewed, bool? HasPlan);

    private sealed record Kept(int Place, string? Kind, bool Wanted);
}
