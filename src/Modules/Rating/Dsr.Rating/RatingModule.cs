namespace Dsr.Rating;

/// <summary>The Rating module.</summary>
public sealed class RatingModule : Module;
