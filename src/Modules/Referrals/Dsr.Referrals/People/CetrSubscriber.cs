using Dsr.Consent.Contracts;

namespace Dsr.Referrals;

/// <summary>What was decided about a C(E)TR, on the timeline.</summary>
internal sealed class CetrSubscriber(Db db) : INotificationHandler<CetrConsentRecorded>
{
    public Task Handle(CetrConsentRecorded told, CancellationToken cancellationToken)
        => Timeline.AddAsync(db.Work, told.PersonId, "authority", told.RecordedBySignature, told.CetrId, told.Agreed ? $"Agreed to a {told.Name}" : $"Said no to a {told.Name}", $"Decided on {Words.Date(told.DecidedOn)}.");
}
