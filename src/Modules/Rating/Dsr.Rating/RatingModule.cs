namespace Dsr.Rating;

/// <summary>The Rating module.</summary>
public sealed class RatingModule : Module
{
    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<RatingArea>("rating");
}
