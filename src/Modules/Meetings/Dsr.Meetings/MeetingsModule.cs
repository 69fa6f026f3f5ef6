namespace Dsr.Meetings;

/// <summary>The Meetings module.</summary>
public sealed class MeetingsModule : Module;
