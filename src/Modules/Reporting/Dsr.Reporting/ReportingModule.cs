namespace Dsr.Reporting;

/// <summary>The Reporting module.</summary>
public sealed class ReportingModule : Module;
