namespace Dsr.Referrals;

/// <summary>Part <c>enquiries</c> of section <c>referrals</c>: by when each kind is answered. A form without its clock is not on this website.</summary>
/// <param name="ComplaintNext">What somebody can do who is not happy with the answer.</param>
/// <param name="WaysToHelp">How people who know the register can help to make it better (Staffordshire: videos; South Yorkshire: review workshops).</param>
/// <param name="Training">For an area that takes training requests (<c>public.trainingRequests</c>).</param>
internal sealed record EnquiryRules(
    ReferralClock ComplaintAcknowledged, string ComplaintNext, ReferralClock Training, IReadOnlyList<string> WaysToHelp, ReferralClock? Question = null, ReferralClock? Feedback = null, ReferralClock? Complaint = null)
{
    public static EnquiryRules Of(Area area) => area.Section<ReferralsArea>("referrals").Enquiries;

    public ReferralClock? Clock(string kind) => kind switch { "question" => Question, "complaint" => Complaint, "training" => Training, _ => Feedback };

    public IEnumerable<AreaFault> Faults()
    {
        foreach (var (name, clock) in new[] { ("complaintAcknowledged", ComplaintAcknowledged), ("training", Training), ("question", Question), ("feedback", Feedback), ("complaint", Complaint) })
            foreach (var fault in clock?.Faults(name) ?? []) yield return fault;
        if (Feedback is not null && WaysToHelp.Count == 0) yield return new("waysToHelp", "is empty. Name at least one");
    }
}

/// <summary>Something that somebody sent to the team by a form, and what became of it.</summary>
internal sealed record Enquiry(
    Guid Id, string Reference, string Area, string Kind, string State, string? Outcome, DateTimeOffset SentAt, DateOnly? AcknowledgeByOn, DateOnly AnswerByOn, string Name, string Organisation, string Reply, string Contact,
    string Body, string Wants, string About, bool Easy, string? HeldWhy, string? TakenBySignature, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBySignature, DateTimeOffset? DoneAt, string? DoneBySignature, string? Answer, int Version)
{
    public const string Select =
        """
        select id, reference, area, kind, state, outcome, sent_at, acknowledge_by_on, answer_by_on, name, organisation, reply, contact, body, wants, about, easy, held_why, taken_by_signature,
          acknowledged_at, acknowledged_by_signature, done_at, done_by_signature, answer, version
        from referrals_enquiry

        """;

    public static readonly IReadOnlyList<(string Key, string Words, string What)> Kinds =
    [
        ("question", "Question", "A question"), ("feedback", "Feedback", "Feedback"), ("complaint", "Complaint", "A complaint"), ("involvement", "Offer to help", "An offer to help"), ("training", "Training request", "A training request"),
    ];

    public string KindWords => Kinds.First(known => known.Key == Kind).Words;

    /// <summary>Who sent it, where they said it.</summary>
    public string Sender => Name.Length == 0 ? "Did not give a name" : Organisation.Length == 0 ? Name : $"{Name}, {Organisation}";

    public string ReplyWords => Reply switch { "email" => $"By email: {Contact}", "phone" => $"By phone: {Contact}", "letter" => $"By letter: {Contact}", _ => "They need no answer" };

    /// <summary>What falls due next; nothing once it is done.</summary>
    public DateOnly? DueOn => State != "open" ? null : AcknowledgedAt is null && AcknowledgeByOn is { } by ? by : AnswerByOn;

    public (string Words, string Colour) Tag => this switch
    {
        { State: "held" } => ("Held back", "orange"),
        { State: "put-away" } => ("Put away", "grey"),
        { Outcome: "answered" } => ("Answered", "green"),
        { Outcome: "closed" } => ("Closed", "grey"),
        { TakenBySignature: not null } => ("Being dealt with", "blue"),
        _ => ("New", "blue"),
    };
}

/// <summary>What a form tells.</summary>
internal sealed record Told(string Kind, string Name, string Organisation, string Reply, string Contact, string Body, string Wants = "", string About = "");
