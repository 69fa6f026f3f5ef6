using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Meetings;

/// <summary>Users of an area as choices of a list.</summary>
internal static class Users
{
    private const string OfArea =
        """
        select id, name, organisation_name
        from meetings_user
        where area = @area and active = 1 and role in ('chair', 'team-member', 'team-lead')
        order by name, id
        """;

    private const string Professionals =
        """
        select u.id, u.name, u.organisation_name
        from meetings_user u
        left join meetings_organisation o on o.id = u.organisation_id and o.area = u.area
          and o.from_on <= @today and (o.ends_on is null or o.ends_on >= @today)
        where u.area = @area and u.active = 1
          and (u.role in ('chair', 'team-member', 'team-lead') or (u.role = 'professional' and o.id is not null))
        order by u.name, u.id
        limit 500
        """;

    /// <summary>Who can chair: the chairs and the DSR team.</summary>
    public static async Task<IReadOnlyList<SelectListItem>> ChoicesAsync(Db db, string area, CancellationToken cancellationToken)
        => Choices("Choose a chair", await db.QueryAsync<Row>(OfArea, new { area }, cancellationToken));

    /// <summary>Who can be given an action: them, and the professionals of organisations with an agreement today.</summary>
    public static async Task<IReadOnlyList<SelectListItem>> OwnersAsync(Db db, string area, DateOnly today, CancellationToken cancellationToken)
        => Choices("Choose a person", await db.QueryAsync<Row>(Professionals, new { area, today }, cancellationToken));

    public static Task<User?> FindAsync(Db db, string area, string id, CancellationToken cancellationToken)
        => Guid.TryParse(id, out var user)
            ? db.FirstAsync<User>("select id, name, organisation_id, organisation_name from meetings_user where id = @user and area = @area and active = 1", new { user, area }, cancellationToken)
            : Task.FromResult<User?>(null);

    private static IReadOnlyList<SelectListItem> Choices(string first, IEnumerable<Row> rows)
        => [new SelectListItem(first, ""), .. rows.Select(row => new SelectListItem($"{row.Name}, {row.OrganisationName}", Sql.Text(row.Id)))];

    internal sealed record User(Guid Id, string Name, Guid OrganisationId, string OrganisationName);

    private sealed record Row(Guid Id, string Name, string OrganisationName);
}
