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

    /// <summary>What is said of somebody who could not see the person they would look after.</summary>
    public const string NoSight = "This person has not agreed to share with that kind of organisation, so the owner could not see the record. Select someone else, or ask the person again about sharing first";

    // the DSR team and the chair see their area; a professional sees whom their organisation may be told about (domain 5.1)
    private const string ShutOut =
        """
        select count(distinct s.person_id)
        from referrals_user as u
        join referrals_shut_out as s on s.organisation_id = u.organisation_id
        where u.user_id = @userId
        and u.role = 'professional'
        and s.person_id in @people
        """;

    /// <summary>How many of these people a user could not see as their owner.</summary>
    public static async Task<int> WithoutSightAsync(Db db, Guid userId, IEnumerable<Guid> people, CancellationToken cancellationToken)
        => (int)await db.FirstAsync<long>(ShutOut, new { userId, people = people.ToArray() }, cancellationToken);

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
