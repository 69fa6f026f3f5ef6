namespace Dsr.Access;

/// <summary>Stands in place of every page while the organisation's agreement is not in force: which agreement, since when, whom to ask; nothing of anybody.</summary>
[Needs("account.agreement", Roles.Everyone)]
[IgnoreAntiforgeryToken]
internal sealed class AgreementEndedPage(Db db, Viewer viewer, OpenSession open, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    public string OrganisationName => viewer.OrganisationName;

    public string Agreement { get; private set; } = "";

    public DateOnly? EndedOn { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (open.Row is null or { InAgreement: true }) return false;

        Agreement = areas.TryGet(viewer.Area, out var area) ? area.Section<AccessArea>("access").Agreement : "information sharing agreement";
        var row = await db.FirstAsync<Row>(
            """
            select a.from_on, a.ends_on, a.ended_at
            from access_organisation as o
            join access_agreement as a on a.id = o.agreement_id
            where o.id = @OrganisationId
            """, new { viewer.OrganisationId }, cancellationToken);
        if (row is not null && row.FromOn <= clock.Today()) EndedOn = row.EndedAt?.LondonDate() ?? row.EndsOn;
        Response.StatusCode = 403;
        return true;
    }

    private sealed record Row(DateOnly FromOn, DateOnly? EndsOn, DateTimeOffset? EndedAt);
}
