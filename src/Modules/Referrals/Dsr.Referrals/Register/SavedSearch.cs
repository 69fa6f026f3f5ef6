using Microsoft.AspNetCore.WebUtilities;

namespace Dsr.Referrals;

/// <summary>A list's filters under a name: one's own, or shared by the team. It keeps the address, which names nobody, and no people.</summary>
internal sealed record SavedSearch(Guid Id, string Name, string Query, bool Shared, Guid UserId)
{
    public bool Mine { get; private init; }

    /// <summary>"12 people"; above a hundred it says so.</summary>
    public string Count { get; private init; } = "";

    public static string SaveAddress(string query) => "/searches/save?of=" + Uri.EscapeDataString(query);

    public static string DeleteAddress(Guid id) => $"/searches/{id}/delete";

    /// <summary>Own searches and those shared by the team, with how many people each finds today among those whom the viewer may see.</summary>
    public static async Task<IReadOnlyList<SavedSearch>> OfAsync(Db db, PeopleList people, Viewer viewer, CancellationToken cancellationToken)
    {
        var searches = await db.QueryAsync<SavedSearch>(
            """
            select id, name, query, shared, user_id
            from (
              select id, name, query, shared, user_id
              from referrals_saved_search
              where user_id = @UserId
              union
              select id, name, query, shared, user_id
              from referrals_saved_search
              where area = @Area
              and shared = 1
              and @IsTeam = 1
            ) as searches
            order by name, id
            limit 50
            """, new { viewer.UserId, viewer.Area, IsTeam = viewer.IsTeam }, cancellationToken);
        var counts = await people.CountsAsync([.. searches.Select(search => Read(search.Query))], cancellationToken);
        return
        [
            .. searches.Zip(counts, (search, found) => search with
            {
                Mine = search.UserId == viewer.UserId,
                Count = found > PeopleList.SearchCountedTo ? $"more than {PeopleList.SearchCountedTo} people" : Words.Count(found, "person", "people"),
            }),
        ];
    }

    /// <summary>The filters that an address holds; what it does not know is left out.</summary>
    public static PeopleList.Filters Read(string? query)
    {
        var fields = QueryHelpers.ParseQuery(query ?? "");
        return new PeopleList.Filters
        {
            Rating = [.. (fields.TryGetValue("rating", out var ratings) ? ratings.OfType<string>() : []).Where(rating => rating is "red" or "amber" or "green" or "blue" or "none")],
            Update = One("update"), Authority = One("authority"), Organisation = Guid.TryParse(One("organisation"), out var organisation) ? organisation : null, Place = One("place"), Age = One("age"),
            Owner = One("owner"), Hospital = One("hospital"), Cetr = One("cetr"), Placement = One("placement"), Actions = One("actions"), Changed = One("changed"), Sort = One("sort"),
        };

        string? One(string name) => fields.TryGetValue(name, out var values) && values is [{ Length: > 0 and <= 100 } value] ? value : null;
    }
}
