namespace Dsr.Reporting;

/// <summary>Section <c>reporting</c>: what a figure that leaves the DSR team may show (domain 7.3).</summary>
/// <param name="Places">The local authorities that figures are split by, as the section referrals names them.</param>
/// <param name="Threshold">A count below it is shown as <c>*</c>.</param>
/// <param name="Rounding">Other counts are rounded to the nearest multiple of it.</param>
/// <param name="ThemesReport">Themes, trends and gaps without identifiers are reported.</param>
internal sealed record ReportingArea(IReadOnlyList<string> Places, int Threshold, int Rounding, bool ThemesReport) : IAreaSection
{
    public IEnumerable<AreaFault> Faults()
    {
        if (Places.Count == 0) yield return new("places", "is empty. Name at least one");
        if (Threshold < 5) yield return new("threshold", "should be 5 or more");
        if (Rounding < 1 || Rounding > Threshold) yield return new("rounding", "should be between 1 and the threshold");
    }
}
