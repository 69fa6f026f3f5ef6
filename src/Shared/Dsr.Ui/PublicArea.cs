using Dsr.Shared;

namespace Dsr.Ui;

/// <summary>
/// Section <c>public</c>: what anyone may read about an area, on public pages and beside them. <paramref name="QuickExit"/> puts "Leave this page quickly" on the
/// pages of a self-referral; <paramref name="EasyReadChecked"/> says that people with a learning disability have checked the easy read (until then it says "Draft easy read").
/// </summary>
public sealed record PublicArea(
    IReadOnlyList<string> Introduction,
    string NotAnEmergencyService,
    IReadOnlyList<PublicArea.CrisisLine> CrisisLines,
    string Hours,
    PublicArea.ContactList Contacts,
    PublicArea.SelfReferralRule SelfReferral,
    PublicArea.TermList Terms,
    IReadOnlyList<string> Formats,
    PublicArea.Notice PrivacyNotice,
    bool TrainingRequests,
    bool QuickExit,
    bool EasyReadChecked = false) : IAreaSection
{
    public IEnumerable<AreaFault> Faults()
    {
        if (CrisisLines.Count == 0) yield return new("crisisLines", "is empty. Name at least one");
        if (SelfReferral.Who.Count == 0) yield return new("selfReferral.who", "is empty. Name who may be referred this way");
        if (SelfReferral.Rule == SelfReferralKind.WithHelper && SelfReferral.HelperWords is null) yield return new("selfReferral.helperWords", "is missing. Say whose help is needed");
        foreach (var (name, contact) in new[] { ("enquiries", Contacts.Enquiries), ("feedback", Contacts.Feedback), ("complaints", Contacts.Complaints) })
        {
            if (contact.Email is { } email && !email.Contains('@', StringComparison.Ordinal)) yield return new($"contacts.{name}.email", "should be an email address, like name@example.com");
        }
    }

    /// <param name="When">For what and when to call it.</param>
    public sealed record CrisisLine(string Name, string Phone, string When);

    public sealed record ContactList(Contact Enquiries, Contact Feedback, Contact Complaints);

    /// <summary>Who answers; address and number where the area publishes them.</summary>
    public sealed record Contact(string Name, string? Email = null, string? Phone = null);

    public sealed record SelfReferralRule(SelfReferralKind Rule, IReadOnlyList<Referred> Who, string Words, string? HelperWords = null);

    public enum SelfReferralKind
    {
        Open,
        WithHelper,

        /// <summary>Not on this website: the start page says whom to ask.</summary>
        Off,
    }

    /// <summary>Whom a person may refer without an account.</summary>
    public enum Referred
    {
        Myself,
        MyChild,
        SomeoneICareFor,
        SomeoneElse,
    }

    /// <param name="Keyworking">The services a person of 0 to 25 may be referred to, by the area's names.</param>
    public sealed record TermList(string Diagnosis, IReadOnlyList<Service> Keyworking);

    /// <param name="Organisation">The organisation of the agreement that runs it, by its name there: its people see the records of those who are referred to it. Without it nobody of the service does.</param>
    public sealed record Service(string Name, ServiceKind Kind, string? Organisation = null);

    public enum ServiceKind
    {
        Keyworker,
        PeerSupport,
    }

    /// <param name="Version">Kept with each consent; a changed notice is a new version.</param>
    public sealed record Notice(
        string Version,
        DateOnly Date,
        string Controller,
        IReadOnlyList<string> What,
        IReadOnlyList<string> Who,
        IReadOnlyList<string> How,
        IReadOnlyList<string> Rights);
}
