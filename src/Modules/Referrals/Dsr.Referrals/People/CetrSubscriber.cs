using Dsr.Consent.Contracts;

namespace Dsr.Referrals;

/// <summary>What was offered and decided about C(E)TRs: on the timeline, and the state of the latest on the list.</summary>
internal sealed class CetrSubscriber(Db db) : INotificationHandler<CetrOffered>, INotificationHandler<CetrConsentRecorded>
{
    public async Task Handle(CetrOffered told, CancellationToken cancellationToken)
    {
        await StandAsync(told.PersonId, "offered");
        await Timeline.AddAsync(db.Work, told.PersonId, "authority", told.OfferedBySignature, told.CetrId, $"Offered a {told.Name}", $"Offered on {Words.Date(told.OfferedOn)}.");
    }

    public async Task Handle(CetrConsentRecorded told, CancellationToken cancellationToken)
    {
        await StandAsync(told.PersonId, told.Agreed ? "agreed" : "declined");
        await Timeline.AddAsync(db.Work, told.PersonId, "authority", told.RecordedBySignature, told.CetrId, told.Agreed ? $"Agreed to a {told.Name}" : $"Said no to a {told.Name}", $"Decided on {Words.Date(told.DecidedOn)}.");
    }

    private Task<int> StandAsync(Guid personId, string cetr) => db.Work.ExecuteAsync("update referrals_person set cetr = @cetr where id = @personId", new { personId, cetr });
}
