namespace Dsr.Consent;

/// <summary>How long a decision is in force (domain 5.1, 5.2, 5.4).</summary>
internal static class AuthorityPeriod
{
    /// <summary>The last day in force: the day before the renewal months are over, or before the birthday from which nobody decides for a young person as a parent.</summary>
    public static DateOnly EndsOn(string kind, DateOnly decidedOn, DateOnly bornOn, ConsentArea rules)
    {
        var last = Anniversary.Add(decidedOn, rules.RenewalMonths).AddDays(-1);
        if (kind is not ("parental" or "care-order")) return last;

        var lastAsChild = Birthday(bornOn, rules.ParentalEndsAtAge).AddDays(-1);
        return lastAsChild < last ? lastAsChild : last;
    }

    /// <summary>The day a person reaches an age; born on 29 February, 1 March of a common year.</summary>
    public static DateOnly Birthday(DateOnly bornOn, int age)
    {
        var day = bornOn.AddYears(age);
        return day.Day < bornOn.Day ? day.AddDays(1) : day;
    }

    /// <summary>
    /// The reminder that is due today: the latest stage that has been reached, so that a scheduler that stood still catches up with one mail and not five.
    /// Null before the first stage and once the days of grace are over.
    /// </summary>
    public static ConsentArea.Stage? StageDue(DateOnly endsOn, DateOnly today, ConsentArea rules)
        => today > endsOn.AddDays(rules.GraceDays) ? null : rules.Reminders.Where(stage => endsOn.AddDays(-stage.DaysBefore) <= today).MinBy(stage => stage.DaysBefore);
}
