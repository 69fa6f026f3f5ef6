namespace Dsr.Reporting;

/// <summary>The age groups of the national measures (domain 7.2), counted on the day of the figures.</summary>
internal static class AgeGroup
{
    public static readonly IReadOnlyList<string> Names = ["Under 18", "18 to 25", "26 and over"];

    /// <summary>Born after it: under 18 on the day.</summary>
    public static DateOnly UnderEighteenAfter(DateOnly day) => day.AddYears(-18);

    /// <summary>Born after it: under 26 on the day.</summary>
    public static DateOnly UnderTwentySixAfter(DateOnly day) => day.AddYears(-26);
}
