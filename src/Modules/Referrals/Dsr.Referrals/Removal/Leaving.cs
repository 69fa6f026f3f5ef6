using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>Leaving the register: out of every list, agenda and reminder in one commit, and back again when a death was recorded in error.</summary>
internal static class Leaving
{
    public static async Task CloseAsync(Work work, Guid personId, DateOnly today)
    {
        await work.ChangeAsync(
            """
            update referrals_person
            set state = 'removed', removed_on = @today, version = version + 1
            where id = @personId
            and state = 'active'
            """, new { personId, today });
        await work.ExecuteAsync(
            """
            update referrals_transfer
            set state = 'withdrawn', decided_at = @Now, version = version + 1
            where person_id = @personId
            and state = 'asked'
            """, new { personId, work.Now });
        await work.CancelMailAsync(personId);
    }

    public static async Task SettleAsync(Work work, Guid removalId, Guid personId, IEnumerable<ActionFate> fates, string signature)
    {
        foreach (var fate in fates)
        {
            await KeepAsync(work, removalId, fate);
            var words = fate.Fate == "close" ? $"Closed, because they leave the register: {fate.Words.Trim()}" : $"Handed over to {fate.Words.Trim()}, because they leave the register";
            await work.PublishAsync(new ActionSettled(fate.Id, personId, fate.Fate == "hand-over", words, signature, work.Now));
        }
    }

    public static Task KeepAsync(Work work, Guid removalId, ActionFate fate)
        => work.ExecuteAsync(
            """
            insert into referrals_removal_action (removal_id, action_id, fate, words)
            values (@removalId, @Id, @Fate, @Words)
            on conflict (removal_id, action_id) do update
            set fate = excluded.fate, words = excluded.words
            """, new { removalId, fate.Id, fate.Fate, Words = fate.Words.Trim() });

    /// <summary>The entry is open as it was: everyone copies it anew.</summary>
    public static async Task ReopenAsync(Work work, Guid personId)
    {
        await work.ChangeAsync(
            """
            update referrals_person
            set state = 'active', removed_on = null, version = version + 1
            where id = @personId
            and state = 'removed'
            """, new { personId });
        var row = (await work.FirstAsync<Row>(
            """
            select reference, area, first_name, last_name, preferred_name, born_on, local_authority, diagnosis, owner_id, owner_name, owner_organisation_id, owner_organisation_name, registered_on, last_update_on
            from referrals_person
            where id = @personId
            """, new { personId }))!;
        await work.PublishAsync(new PersonRegistered(
            personId, row.Reference, row.Area, row.FirstName, row.LastName, row.PreferredName, row.BornOn, row.LocalAuthority, row.Diagnosis,
            row.OwnerId, row.OwnerName, row.OwnerOrganisationId, row.OwnerOrganisationName, row.RegisteredOn, row.LastUpdateOn, "reopened"));
    }

    private sealed record Row(
        string Reference, string Area, string FirstName, string LastName, string? PreferredName, DateOnly BornOn, string? LocalAuthority, string Diagnosis,
        Guid? OwnerId, string? OwnerName, Guid? OwnerOrganisationId, string? OwnerOrganisationName, DateOnly RegisteredOn, DateOnly LastUpdateOn);
}
