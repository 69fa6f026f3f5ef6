namespace Dsr.Rating;

/// <summary>
/// The clocks of a rating, as rows of the area's profile: which clock, for whom, how long, from which day on, and who says so (domain 1.5).
/// A row that begins later takes the place of an earlier one for whatever starts from that day on; what began before keeps the row it began under.
/// </summary>
internal sealed record Clocks(IReadOnlyList<Clocks.Row> Rows)
{
    /// <summary>A person is a child until the day of the 18th birthday.</summary>
    public const int AdultFrom = 18;

    /// <summary>An education, health and care plan can last until the 26th birthday.</summary>
    public const int PlanUntil = 25;

    /// <summary>
    /// The row in force for something that starts on a day, for somebody of this birthday; null where the area keeps no such clock.
    /// With an education, health and care plan an adult's review is a CETR, by a child's clock (domain 1.2, 1.5, 2.4).
    /// </summary>
    public Row? Find(ClockKind kind, DateOnly start, DateOnly born, bool secure = false, bool hasPlan = false)
    {
        var child = Anniversary.Age(born, start) < AdultFrom || (hasPlan && (kind is ClockKind.ReviewAfterAdmission or ClockKind.RepeatReview));
        var rows = Rows.Where(row => row.Kind == kind && row.Holds(child, secure)).ToList();
        return rows.Where(row => row.From <= start).MaxBy(Precedence) ?? rows.MinBy(row => (row.From, row.Secure is null));
    }

    /// <summary>A clock that is the same for everybody, whatever the age.</summary>
    public Row Find(ClockKind kind, DateOnly start) => Rows.Where(row => row.Kind == kind && row.From <= start).MaxBy(row => row.From) ?? Rows.First(row => row.Kind == kind);

    /// <summary>The day on which it falls due; null where the area keeps no such clock.</summary>
    public DateOnly? Due(ClockKind kind, DateOnly start, DateOnly born, bool secure = false) => Find(kind, start, born, secure)?.Due(start);

    // of rows that begin on one day, the one that names the security is the one meant
    private static (DateOnly From, bool Named) Precedence(Row row) => (row.From, row.Secure is not null);

    /// <param name="For">The age on the day the clock starts.</param>
    /// <param name="Secure">Only in a secure hospital, or only in another; in both without it.</param>
    internal sealed record Row(ClockKind Kind, int Amount, ClockUnit Unit, DateOnly From, string Source, ClockAge For = ClockAge.Everyone, bool? Secure = null)
    {
        public string Words => Lengths.Words(Amount, Unit);

        public DateOnly Due(DateOnly start) => Lengths.Add(start, Amount, Unit);

        public bool Holds(bool child, bool secure) => (For == ClockAge.Everyone || child == (For == ClockAge.Child)) && (Secure ?? secure) == secure;
    }
}

/// <summary>Lengths of time, shared with the windows of tools.</summary>
internal static class Lengths
{
    public static DateOnly Add(DateOnly start, int amount, ClockUnit unit) => unit switch
    {
        ClockUnit.WorkingDays => start.AddWorkingDays(amount),
        ClockUnit.Weeks => start.AddDays(amount * 7),
        ClockUnit.Months => Anniversary.Add(start, amount),
        _ => start.AddDays(amount),
    };

    public static string Words(int amount, ClockUnit unit)
    {
        var word = unit switch { ClockUnit.WorkingDays => "working day", ClockUnit.Weeks => "week", ClockUnit.Months => "month", _ => "day" };
        return $"{amount} {word}{(amount == 1 ? "" : "s")}";
    }
}


internal enum ClockKind
{
    /// <summary>A rating that was changed before it was agreed is to be discussed.</summary>
    Discuss,

    /// <summary>The rating after a discharge is held.</summary>
    DischargeHold,

    /// <summary>A change against a meeting's decision is asked about for so long.</summary>
    MeetingDecision,

    /// <summary>A move up so soon after a move down is a re-escalation.</summary>
    ReEscalation,

    /// <summary>From red to the community C(E)TR.</summary>
    CommunityReview,

    /// <summary>From an admission without a community C(E)TR to the first one in hospital.</summary>
    ReviewAfterAdmission,

    /// <summary>From one inpatient C(E)TR to the next.</summary>
    RepeatReview,

    /// <summary>From one commissioner's visit to the next, where the hospital is out of the area.</summary>
    Visit,
}

internal enum ClockUnit
{
    Days,
    WorkingDays,
    Weeks,
    Months,
}

internal enum ClockAge
{
    Everyone,
    Child,
    Adult,
}
