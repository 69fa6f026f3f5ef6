using Dsr.Consent.Contracts;

namespace Dsr.Consent;

/// <summary>The act of a withdrawal (domain 5.4): effective with this commit, everywhere.</summary>
internal static class Withdrawal
{
    private const int ConfirmWorkingDays = 5;

    private const string Insert =
        """
        insert into consent_withdrawal (id, person_id, place, withdrawn_on, said_by, how, why, recorded_by, recorded_by_signature, recorded_at)
        values (@Id, @PersonId, @Place, @On, @SaidBy, @How, @Why, @RecordedBy, @Signature, @Now)
        """;

    private const string OfPerson =
        """
        update consent_person
        set withdrawn_at = @Now, differs_at = null, version = version + 1
        where id = @PersonId
        and version = @version
        and withdrawn_at is null
        """;

    private const string OfDecision =
        """
        update consent_decision
        set withdrawn_at = @Now
        where person_id = @PersonId
        and withdrawn_at is null
        """;

    private const string Owner =
        """
        select u.id, u.name, u.email
        from consent_person p
        join consent_user u on u.id = p.owner_id
        where p.id = @personId
        and u.active = 1
        """;

    public static async Task ActAsync(Work work, Guid personId, int version, DateOnly on, string saidBy, string how, string? why, Viewer viewer, string? signedAs = null, bool confirm = true)
    {
        var withdrawal = new { Id = Ids.New(work.Now), PersonId = personId, Place = version + 1, On = on, SaidBy = saidBy, How = how, Why = why, RecordedBy = viewer.IsSomebody ? viewer.UserId : (Guid?)null, Signature = signedAs ?? viewer.Signature, work.Now };
        await work.ChangeAsync(OfPerson, new { work.Now, PersonId = personId, version });
        await work.ExecuteAsync(OfDecision, new { work.Now, PersonId = personId });
        await work.ExecuteAsync(Insert, withdrawal);
        await work.CancelMailAsync(personId);
        await Link.EndAllAsync(work, personId);
        await work.PublishAsync(new ConsentWithdrawn(personId, withdrawal.Signature, work.Now));
        if (confirm) await TaskList.AddAsync(work, (await work.FirstAsync<string>("select area from consent_person where id = @personId", new { personId }))!, personId, "confirm-withdrawal", "Confirm to the person, in the way that suits them, that sharing has stopped.", work.Now.LondonDate().AddWorkingDays(ConfirmWorkingDays));

        // a notice that names nobody; it is about no person, so that nothing cancels it
        if (await work.FirstAsync<Recipient>(Owner, new { personId }) is { } owner && owner.Id != viewer.UserId)
            await work.MailAsync(new Mail($"consent/withdrawn/{withdrawal.Id:N}", owner.Email, "consent-withdrawn", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = owner.Name, ["path"] = Links.MyPeople }));
    }

    private sealed record Recipient(Guid Id, string Name, string Email);
}
