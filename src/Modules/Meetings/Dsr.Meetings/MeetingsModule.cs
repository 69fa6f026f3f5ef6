namespace Dsr.Meetings;

/// <summary>The Meetings module.</summary>
public sealed class MeetingsModule : Module
{
    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<MeetingsArea>("meetings");
}
