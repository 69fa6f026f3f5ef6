namespace Dsr.Access;

/// <summary>The Access module.</summary>
public sealed class AccessModule : Module
{
    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<AccessArea>("access");
}
