namespace Dsr.Reporting;

/// <summary>The Reporting module.</summary>
public sealed class ReportingModule : Module
{
    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<ReportingArea>("reporting");
}
