namespace Dsr.Shared;

/// <summary>The same day of a later month; the month's last day where it has no such day (29 February becomes 28 February).</summary>
public static class Anniversary
{
    public static DateOnly Add(DateOnly date, int months) => date.AddMonths(months);

    /// <summary>Whole years between a birth and a date; born on 29 February, one turns a year older on 1 March of a common year (the rule of English law).</summary>
    public static int Age(DateOnly born, DateOnly on)
    {
        var years = on.Year - born.Year;
        return (on.Month, on.Day).CompareTo((born.Month, born.Day)) < 0 ? years - 1 : years;
    }
}
