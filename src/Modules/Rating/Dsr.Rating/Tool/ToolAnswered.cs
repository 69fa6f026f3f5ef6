using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dsr.Rating;

/// <summary>Which of the tool's two screens an invalid post is shown on.</summary>
internal static class ToolAnswered
{
    private static readonly string[] Second = ["Tool.Proposed", "Tool.Difference", "Tool.DiscussedWith", "Tool.DiscussedOn"];

    /// <summary>True when nothing is wrong with the first screen's answers.</summary>
    public static bool Sound(ModelStateDictionary state)
        => state.Where(entry => entry.Value?.Errors.Count > 0).All(entry => Second.Any(field => entry.Key.StartsWith(field, StringComparison.Ordinal)));
}
