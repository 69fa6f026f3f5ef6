namespace Dsr.Consent;

/// <summary>The Consent module.</summary>
public sealed class ConsentModule : Module;
