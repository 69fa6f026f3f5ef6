using Dsr.Consent.Contracts;

namespace Dsr.Access;

/// <summary>Kinds of recipient that may not be told about a person: from that commit organisations of the kind do not see them.</summary>
internal sealed class RefusalSubscriber(Db db) : INotificationHandler<SharingDecided>
{
    public Task Handle(SharingDecided notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            notification.Agreed
                ? "delete from access_refusal where person_id = @PersonId and recipient = @Recipient"
                : "insert into access_refusal (person_id, recipient) values (@PersonId, @Recipient) on conflict do nothing",
            notification);
}
