using Dsr.Consent.Contracts;

namespace Dsr.Meetings;

/// <summary>Kinds of recipient that may not be told about a person: packs, lists and mail read links through <c>meetings_open_link</c>, which leaves out organisations of those kinds.</summary>
internal sealed class RefusalSubscriber(Db db) : INotificationHandler<SharingDecided>
{
    public Task Handle(SharingDecided notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            notification.Agreed
                ? "delete from meetings_refusal where person_id = @PersonId and recipient = @Recipient"
                : "insert into meetings_refusal (person_id, recipient) values (@PersonId, @Recipient) on conflict do nothing",
            notification);
}
