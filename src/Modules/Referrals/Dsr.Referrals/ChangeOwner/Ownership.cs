using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>One owner follows another: entry, links, timeline and all who copy it, in one commit. Whatever was asked of somebody about it before is over.</summary>
internal static class Ownership
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["leaving-case"] = "The owner before is leaving this case",
        ["leaving-job"] = "The owner before is leaving their job",
        ["moved"] = "The person has moved",
        ["no-owner"] = "The record had no owner",
        ["other"] = "There was another reason",
    };

    public static async Task ChangeAsync(Work work, Guid personId, Owner owner, string who, string why, DateOnly today)
    {
        await work.ExecuteAsync(
            """
            update referrals_person
            set owner_id = @UserId, owner_name = @Name, owner_organisation_id = @OrganisationId, owner_organisation_name = @OrganisationName, version = version + 1
            where id = @personId
            """, new { owner.UserId, owner.Name, owner.OrganisationId, owner.OrganisationName, personId });
        await work.ExecuteAsync(
            """
            update referrals_handover
            set state = 'withdrawn', decided_at = @Now, version = version + 1
            where person_id = @personId
            and state = 'asked'
            """, new { personId, work.Now });
        await LinkOwner.EndAllAsync(work, personId, today, "owner");
        await LinkOwner.AddAsync(work, personId, owner.UserId, owner.OrganisationId, today);
        await Timeline.AddAsync(work, personId, "owner", who, null, "Owner changed", $"{owner.Signature}, looks after this record now. {why}");
        await work.PublishAsync(new OwnerChanged(personId, owner.UserId, owner.Name, owner.OrganisationId, owner.OrganisationName, work.Now));
    }

    /// <summary>Mail about a handover names nobody.</summary>
    public static async Task TellAsync(Work work, Guid userId, string key, string template, string path)
    {
        if (await work.FirstAsync<Recipient>("select name, email from referrals_user where user_id = @userId and active = 1", new { userId }) is { } to)
            await work.MailAsync(new Mail(key, to.Email, template, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = to.Name, ["path"] = path }));
    }

    private sealed record Recipient(string Name, string Email);
}
