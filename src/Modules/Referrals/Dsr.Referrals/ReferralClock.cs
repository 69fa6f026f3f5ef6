namespace Dsr.Referrals;

/// <summary>
/// How long something about a referral may take, as an area sets it. Hours are those of working days, from <paramref name="DayStarts"/> to <paramref name="DayEnds"/>;
/// without those the whole of a working day counts, so that 48 working hours are two working days to the minute.
/// </summary>
internal sealed record ReferralClock(int Amount, ReferralClock.Of Unit, TimeOnly? DayStarts = null, TimeOnly? DayEnds = null)
{
    internal enum Of
    {
        Days,
        Weeks,
        WorkingDays,
        WorkingHours,
    }

    /// <summary>A time in which the clock stands still; without an end it stands still now.</summary>
    internal sealed record Pause(DateTimeOffset At, DateTimeOffset? ClosedAt);

    /// <summary>When the clock runs out. While it stands still there is no such moment: <paramref name="DueAt"/> is then when it would be, were the answer here now.</summary>
    internal sealed record Reading(DateTimeOffset DueAt, bool StandsStill)
    {
        public DateOnly DueOn => DueAt.LondonDate();
    }

    public string InWords => Unit switch
    {
        Of.Days => Words.Count(Amount, "day", "days"),
        Of.Weeks => Words.Count(Amount, "week", "weeks"),
        Of.WorkingDays => Words.Count(Amount, "working day", "working days"),
        _ => Words.Count(Amount, "working hour", "working hours"),
    };

    public IEnumerable<AreaFault> Faults(string path)
    {
        if (Amount < 1) yield return new($"{path}.amount", "should be 1 or more");
        if (DayStarts is { } starts && DayEnds is { } ends && starts >= ends) yield return new($"{path}.dayEnds", "should be after dayStarts");
    }

    /// <summary>The day it runs out when it never stands still.</summary>
    public DateOnly DueOn(DateTimeOffset startedAt) => Read(startedAt, [], startedAt).DueOn;

    public Reading Read(DateTimeOffset startedAt, IEnumerable<Pause> pauses, DateTimeOffset now)
    {
        var due = Unit == Of.WorkingHours ? Later(startedAt, TimeSpan.FromHours(Amount)) : EndOf(Add(startedAt.LondonDate(), Unit == Of.Weeks ? Amount * 7 : Amount));
        foreach (var pause in pauses.OrderBy(pause => pause.At))
        {
            // late before it stopped is late since then
            var until = pause.ClosedAt ?? now;
            if (pause.At < due)
                due = Unit == Of.WorkingHours ? Later(until, Between(pause.At, due)) : EndOf(Add(until.LondonDate(), Days(pause.At.LondonDate(), due.LondonDate())));
            if (pause.ClosedAt is null) return new(due, true);
        }
        return new(due, false);
    }

    /// <summary>What is left in the clock's own unit, and how it looks.</summary>
    public (string Words, string? Colour) Left(Reading reading, DateTimeOffset now)
    {
        var late = reading.DueAt < now;
        if (Unit == Of.WorkingHours)
        {
            var hours = (int)Math.Round((late ? Between(reading.DueAt, now) : Between(now, reading.DueAt)).TotalHours, MidpointRounding.AwayFromZero);
            return late ? (Words.Count(Math.Max(1, hours), "working hour", "working hours") + " late", "red") : (Words.Count(hours, "working hour", "working hours") + " left", hours < 8 ? "orange" : null);
        }
        return LeftOn(Unit, reading.DueOn, now.LondonDate());
    }

    public static (string Words, string? Colour) LeftOn(Of unit, DateOnly dueOn, DateOnly today)
    {
        if (dueOn == today) return ("Today", "orange");
        var (one, many) = unit is Of.WorkingDays or Of.WorkingHours ? ("working day", "working days") : ("day", "days");
        var days = unit is Of.WorkingDays or Of.WorkingHours ? today.WorkingDaysUntil(dueOn) : dueOn.DayNumber - today.DayNumber;
        return dueOn < today ? (Words.Count(Math.Max(1, -days), one, many) + " late", "red") : (Words.Count(days, one, many) + " left", null);
    }

    /// <summary>"Why this date": the rule, from when, and when it stood still.</summary>
    public string Why(DateTimeOffset startedAt, IReadOnlyList<Pause> pauses)
    {
        var why = $"{InWords} after {Words.DateTime(startedAt)}, when it was sent. ";
        if (Unit is Of.WorkingDays or Of.WorkingHours) why += "Weekends and England's bank holidays are not counted. ";
        if (Unit == Of.WorkingHours) why += DayStarts is { } starts && DayEnds is { } ends ? $"Each working day counts from {Words.Time(starts)} to {Words.Time(ends)}. " : "The whole of each working day counts. ";
        foreach (var pause in pauses)
            why += pause.ClosedAt is { } closed ? $"It stood still from {Words.DateTime(pause.At)} to {Words.DateTime(closed)}, while we waited for information. " : $"It stands still since {Words.DateTime(pause.At)}, while we wait for information. ";
        return why + "The area sets how long it may take.";
    }

    private DateOnly Add(DateOnly date, int days) => Unit == Of.WorkingDays ? date.AddWorkingDays(days) : date.AddDays(days);

    private int Days(DateOnly from, DateOnly to) => Unit == Of.WorkingDays ? from.WorkingDaysUntil(to) : to.DayNumber - from.DayNumber;

    // a day that is due is due to its end
    private static DateTimeOffset EndOf(DateOnly date) => London.StartOf(date.AddDays(1)).AddMilliseconds(-1);

    private (DateTimeOffset From, DateTimeOffset To) Open(DateOnly date)
    {
        if (!date.IsWorkingDay()) return (London.StartOf(date), London.StartOf(date));
        return (DayStarts is { } starts ? London.At(date, starts) : London.StartOf(date), DayEnds is { } ends ? London.At(date, ends) : London.StartOf(date.AddDays(1)));
    }

    /// <summary>Working time from one moment to a later one.</summary>
    private TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var sum = TimeSpan.Zero;
        for (var date = from.LondonDate(); date <= to.LondonDate(); date = date.AddDays(1))
        {
            var (opens, closes) = Open(date);
            var (start, end) = (opens > from ? opens : from, closes < to ? closes : to);
            if (end > start) sum += end - start;
        }
        return sum;
    }

    private DateTimeOffset Later(DateTimeOffset from, TimeSpan left)
    {
        for (var date = from.LondonDate(); ; date = date.AddDays(1))
        {
            var (opens, closes) = Open(date);
            var start = opens > from ? opens : from;
            if (closes <= start) continue;
            if (left <= closes - start) return start + left;
            left -= closes - start;
        }
    }
}

/// <summary>The clocks of a referral (domain 4.1): until somebody of the team has it, until its checks are made, until it is decided.</summary>
internal sealed record ReferralClocks(ReferralClock Acknowledgement, ReferralClock Triage, ReferralClock Decision)
{
    public IEnumerable<AreaFault> Faults() => [.. Acknowledgement.Faults("clocks.acknowledgement"), .. Triage.Faults("clocks.triage"), .. Decision.Faults("clocks.decision")];

    /// <summary>The clocks of a referral that was sent, as lines: by when, what is left, and why.</summary>
    public IReadOnlyList<ReferralClockLine> Lines(Referral referral, IReadOnlyList<ReferralClock.Pause> pauses, DateTimeOffset now)
        => referral.SubmittedAt is not { } sent ? [] :
        [
            // whoever has it can ask, so this one does not stand still
            Line("Being looked at by", "Being looked at since", Acknowledgement, sent, [], referral.TakenAt ?? referral.DecidedAt, now),
            Line("Checked by", "Checked", Triage, sent, pauses, referral.TriagedAt ?? referral.DecidedAt, now),
            Line("Decided by", "Decided", Decision, sent, pauses, referral.DecidedAt, now),
        ];

    private static ReferralClockLine Line(string key, string doneKey, ReferralClock clock, DateTimeOffset sent, IReadOnlyList<ReferralClock.Pause> pauses, DateTimeOffset? doneAt, DateTimeOffset now)
    {
        if (doneAt is { } done) return new(doneKey, Words.DateTime(done), "", null, "");
        var reading = clock.Read(sent, pauses, now);
        var due = clock.Unit == ReferralClock.Of.WorkingHours ? Words.DateTime(reading.DueAt) : Words.Date(reading.DueOn);
        var (left, colour) = clock.Left(reading, now);
        return reading.StandsStill
            ? new(key, $"Stands still while we wait for information. If the answer came today: {due}", "Stands still", "yellow", clock.Why(sent, pauses))
            : new(key, due, left, colour, clock.Why(sent, pauses));
    }
}

/// <summary>A clock as a page shows it; <paramref name="Left"/> is empty once it is done.</summary>
internal sealed record ReferralClockLine(string Key, string Due, string Left, string? Colour, string Why);
