namespace Dsr.Consent;

/// <summary>A picture and what it says, in easy read.</summary>
internal sealed record EasyRow(string Picture, params IReadOnlyList<string> Lines);
