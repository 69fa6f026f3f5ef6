namespace Dsr.Reporting;

/// <summary>What is counted by month, as kept.</summary>
internal static class EventKind
{
    public const string ReferralReceived = "referral-received";
    public const string ReferralAccepted = "referral-accepted";
    public const string ReferralDeclined = "referral-declined";
    public const string UpdateAdded = "update-added";
    public const string ConsentRenewed = "consent-renewed";
    public const string ConsentWithdrawn = "consent-withdrawn";
    public const string ConsentLapsed = "consent-lapsed";
    public const string Admission = "admission";
    public const string Discharge = "discharge";
    public const string MeetingHeld = "meeting-held";
    public const string PersonDiscussed = "person-discussed";
    public const string ActionAgreed = "action-agreed";
    public const string ActionDone = "action-done";
    public const string KeyworkingReferred = "keyworking-referred";
    public const string KeyworkingAllocated = "keyworking-allocated";
    public const string KeyworkingEnded = "keyworking-ended";

    public const string Removed = "removed";
    public const string Died = "died";
    public const string MovedAway = "moved-away";

    /// <summary>In the order of the report, with the words of its rows.</summary>
    public static readonly IReadOnlyList<(string Kind, string Words)> All =
    [
        (ReferralReceived, "Referrals received"),
        (ReferralAccepted, "Referrals accepted"),
        (ReferralDeclined, "Referrals not accepted"),
        (UpdateAdded, "Updates added"),
        (ConsentRenewed, "Consent renewed"),
        (ConsentWithdrawn, "Consent withdrawn"),
        (ConsentLapsed, "Consent lapsed"),
        (Admission, "Admissions to hospital"),
        (Discharge, "Discharges from hospital"),
        (MeetingHeld, "Meetings held"),
        (PersonDiscussed, "People discussed at meetings"),
        (ActionAgreed, "Actions agreed"),
        (ActionDone, "Actions done"),
        (KeyworkingReferred, "Referred to keyworking or peer support"),
        (KeyworkingAllocated, "Keyworkers and peer supporters allocated"),
        (KeyworkingEnded, "Keyworking and peer support declined or ended"),
        (Removed, "People taken off the register"),
        (MovedAway, "People moved to another area"),
        (Died, "Deaths recorded"),
    ];
}
