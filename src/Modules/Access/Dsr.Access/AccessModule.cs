namespace Dsr.Access;

/// <summary>The Access module.</summary>
public sealed class AccessModule : Module;
