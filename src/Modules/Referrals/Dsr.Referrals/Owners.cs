using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>Who may own an entry: an active user of the area whose organisation's agreement is in force.</summary>
internal static class Owners
{
    private const string InForce =
        """
        select u.user_id, u.name, u.email, u.organisation_id, u.organisation_name
        from referrals_user as u
        join referrals_organisation as o on o.organisation_id = u.organisation_id and o.area = u.area
        where u.area = @area
        and u.active = 1
        and u.role in ('professional', 'chair', 'team-member', 'team-lead')
        and o.from_on <= @today
        and (o.ends_on is null or o.ends_on >= @today)

        """;

    public static async Task<IReadOnlyList<SelectListItem>> ChoicesAsync(Db db, string area, DateOnly today, CancellationToken cancellationToken)
        => [
            new("Select a name", ""),
            .. (await db.QueryAsync<Owner>(InForce + "order by u.name, u.user_id limit 500", new { area, today }, cancellationToken)).Select(user => new SelectListItem(user.Signature, user.UserId.ToString())),
        ];

    public static Task<IReadOnlyList<Owner>> AllAsync(Db db, string area, DateOnly today, CancellationToken cancellationToken)
        => db.QueryAsync<Owner>(InForce, new { area, today }, cancellationToken);

    public static Task<Owner?> FindAsync(Db db, Guid userId, string area, DateOnly today, CancellationToken cancellationToken)
        => db.FirstAsync<Owner>(InForce + "and u.user_id = @userId", new { userId, area, today }, cancellationToken);

    public static Task<Owner?> FindAsync(Work work, Guid userId, string area, DateOnly today)
        => work.FirstAsync<Owner>(InForce + "and u.user_id = @userId", new { userId, area, today });
}

internal sealed record Owner(Guid UserId, string Name, string Email, Guid OrganisationId, string OrganisationName)
{
    public string Signature => $"{Name}, {OrganisationName}";
}
