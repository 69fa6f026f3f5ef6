using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>Links people to those who may see them.</summary>
internal static class LinkOwner
{
    public static Task AddAsync(Work work, Guid personId, Guid userId, Guid organisationId, DateOnly fromOn)
        => AddAsync(work, new PersonLinked(Guid.CreateVersion7(work.Now), personId, userId, organisationId, "owner", fromOn, null));

    public static async Task AddAsync(Work work, PersonLinked link)
    {
        await work.ExecuteAsync(
            """
            insert into referrals_link (id, person_id, user_id, organisation_id, kind, from_on, ends_on)
            values (@LinkId, @PersonId, @UserId, @OrganisationId, @Kind, @FromOn, @EndsOn)
            """, link);
        await work.PublishAsync(link);
    }
}
