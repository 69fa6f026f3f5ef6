using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dsr.Referrals;

/// <summary>What a search found, for the session that asked; whom the viewer may see is asked again each time it is shown.</summary>
[Needs("people.search", Roles.Clinical)]
internal sealed class SearchResultsPage(Db db, Viewer viewer, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true), BindRequired]
    public Guid Id { get; set; }

    public SearchPage.Form Search { get; } = new();

    public IReadOnlyList<Row> Found { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Kept>(
            """
            select typed, people
            from referrals_search
            where id = @Id
            and user_id = @UserId
            and session_id = @SessionId
            """, new { Id, viewer.UserId, viewer.SessionId }, cancellationToken) is not { } kept) return false;

        (Search.Typed, Today) = (kept.Typed, clock.Today());
        var ids = kept.People.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse).ToArray();
        if (ids.Length > 0)
        {
            var parameters = Seen.Parameters(viewer, Today);
            parameters["ids"] = ids;
            var rows = await db.QueryAsync<Row>(
                $"""
                 select p.id, p.reference, p.first_name, p.last_name, p.preferred_name, p.born_on, p.nhs_number, p.postcode, p.rating, p.owner_name, p.owner_organisation_name
                 from (select id from referrals_person where id in @ids) as found
                 cross join referrals_person as p
                 where p.id = found.id
                 and {Seen.By(viewer)}
                 """, parameters, cancellationToken);
            Found = [.. rows.OrderBy(row => Array.IndexOf(ids, row.Id))];
        }
        await audit.ReadAsync("search", Found.Select(row => row.Id));
        return true;
    }

    internal sealed record Row(
        Guid Id, string Reference, string FirstName, string LastName, string? PreferredName, DateOnly? BornOn, string? NhsNumber, string? Postcode,
        string? Rating, string? OwnerName, string? OwnerOrganisationName);

    private sealed record Kept(string Typed, string People);
}
