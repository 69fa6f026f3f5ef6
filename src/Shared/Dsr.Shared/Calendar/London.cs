namespace Dsr.Shared;

/// <summary>The register's dates and times are those of London; what is stored is UTC.</summary>
public static class London
{
    /// <summary>London's time zone.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Today's date in London.</summary>
    public static DateOnly Today(this TimeProvider clock) => clock.GetUtcNow().LondonDate();

    /// <summary>The moment with London's offset: its <c>DateTime</c> is what a clock on a wall in London shows.</summary>
    public static DateTimeOffset LondonNow(this TimeProvider clock) => clock.GetUtcNow().ToLondon();

    /// <summary>The same moment with London's offset.</summary>
    public static DateTimeOffset ToLondon(this DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>The date in London at this moment.</summary>
    public static DateOnly LondonDate(this DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToLondon().DateTime);

    /// <summary>The time of day in London at this moment.</summary>
    public static TimeOnly LondonTime(this DateTimeOffset moment) => TimeOnly.FromDateTime(moment.ToLondon().DateTime);

    /// <summary>The moment, in UTC, at which London's clocks show this date and time: the first of two in October, one hour later for the hour that March leaves out.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var wall = date.ToDateTime(time);
        if (Zone.IsInvalidTime(wall)) wall = wall.AddHours(1);
        var offset = Zone.IsAmbiguousTime(wall) ? Zone.GetAmbiguousTimeOffsets(wall).Max() : Zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }

    /// <summary>The moment, in UTC, at which the day begins in London.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => At(date, TimeOnly.MinValue);
}
