namespace Dsr.Referrals;

/// <summary>Training (7.F): the team sees who asked and who was trained; a professional sees what they asked for.</summary>
[Needs("training.read", Roles.Clinical)]
internal sealed class TrainingPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public bool Trained { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public bool IsTeam => viewer.IsTeam;

    public bool Offered => areas[viewer.Area].Section<PublicArea>("public").TrainingRequests;

    public DateOnly Today => clock.Today();

    public IReadOnlyList<Enquiry> Requests { get; private set; } = [];

    public IReadOnlyList<TrainedPerson> People { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Trained = Trained && IsTeam;
        if (Trained)
        {
            var edge = After is { } id ? await db.FirstAsync<TrainedEdge>("select trained_on, id from referrals_trained where id = @id and area = @Area", new { id, viewer.Area }, cancellationToken) : null;
            var found = await db.QueryAsync<TrainedPerson>(
                $"""
                 select id, name, organisation, trained_on, recorded_by_signature
                 from referrals_trained
                 where area = @Area
                 {(edge is null ? "" : "and (trained_on, id) < (@TrainedOn, @Id)")}
                 order by trained_on desc, id desc
                 limit {PageSize + 1}
                 """, new { viewer.Area, edge?.TrainedOn, edge?.Id }, cancellationToken);
            People = [.. found.Take(PageSize)];
            if (found.Count > PageSize) Next = $"{Links.Training}?trained=true&after={People[^1].Id}";
        }
        else
        {
            var edge = After is { } id ? await db.FirstAsync<RequestEdge>("select answer_by_on, id from referrals_enquiry where id = @id and area = @Area", new { id, viewer.Area }, cancellationToken) : null;
            var found = await db.QueryAsync<Enquiry>(
                Enquiry.Select +
                $"""
                 where area = @Area
                 and kind = 'training'
                 and {(IsTeam ? "state = 'open'" : "sent_by = @UserId")}
                 {(edge is null ? "" : "and (answer_by_on, id) > (@AnswerByOn, @Id)")}
                 order by answer_by_on, id
                 limit {PageSize + 1}
                 """, new { viewer.Area, viewer.UserId, edge?.AnswerByOn, edge?.Id }, cancellationToken);
            Requests = [.. found.Take(PageSize)];
            if (found.Count > PageSize) Next = $"{Links.Training}?after={Requests[^1].Id}";
        }
        await audit.AskedAsync("requests.training", null);
        return true;
    }

    internal sealed record TrainedPerson(Guid Id, string Name, string Organisation, DateOnly TrainedOn, string RecordedBySignature);

    private sealed record TrainedEdge(string TrainedOn, Guid Id);

    private sealed record RequestEdge(string AnswerByOn, Guid Id);
}
