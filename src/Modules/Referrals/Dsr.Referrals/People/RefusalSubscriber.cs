using Dsr.Consent.Contracts;

namespace Dsr.Referrals;

/// <summary>
/// Kinds of recipient that may not be told about a person. Lists and reminders read links through <c>referrals_open_link</c>, which leaves out organisations of those kinds
/// (and any whose kind is not known yet); mail that waits for them does not go.
/// </summary>
internal sealed class RefusalSubscriber(Db db) : INotificationHandler<SharingDecided>
{
    private const string Addresses =
        """
        select u.email
        from referrals_user u
        join referrals_shut_out s on s.organisation_id = u.organisation_id and s.person_id = @PersonId
        where u.user_id in (
          select user_id
          from referrals_link
          where person_id = @PersonId
          union all
          select user_id
          from referrals_follower
          where person_id = @PersonId
        )
        """;

    public async Task Handle(SharingDecided told, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync(
            told.Agreed
                ? "delete from referrals_refusal where person_id = @PersonId and recipient = @Recipient"
                : "insert into referrals_refusal (person_id, recipient) values (@PersonId, @Recipient) on conflict do nothing",
            told);
        if (told.Agreed) return;
        foreach (var address in await db.Work.QueryAsync<string>(Addresses, told)) await db.Work.CancelMailAsync(told.PersonId, address);
    }
}
