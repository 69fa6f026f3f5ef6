namespace Dsr.Consent;

/// <summary>The Consent module.</summary>
public sealed class ConsentModule : Module
{
    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<ConsentArea>("consent");
}
