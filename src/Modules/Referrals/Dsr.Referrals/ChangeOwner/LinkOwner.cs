using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>Links people to those who may see them.</summary>
internal static class LinkOwner
{
    public static Task AddAsync(Work work, Guid personId, Guid userId, Guid organisationId, DateOnly fromOn)
        => AddAsync(work, new PersonLinked(Ids.New(work.Now), personId, userId, organisationId, "owner", fromOn, null));

    /// <summary>Ends the links of a kind, or all of them, from today.</summary>
    public static async Task EndAllAsync(Work work, Guid personId, DateOnly today, string? kind)
    {
        var links = await work.QueryAsync<Guid>(
            $"""
             select id
             from referrals_link
             where person_id = @personId
             and (ends_on is null or ends_on >= @today)
             {(kind is null ? "" : "and kind = @kind")}
             """, new { personId, today, kind });
        foreach (var link in links)
        {
            await work.ExecuteAsync("update referrals_link set ends_on = @yesterday where id = @link", new { yesterday = today.AddDays(-1), link });
            await work.PublishAsync(new PersonUnlinked(link, personId));
        }
    }

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
