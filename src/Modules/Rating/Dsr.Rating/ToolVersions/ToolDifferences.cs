namespace Dsr.Rating;

/// <summary>What a version changes against the one before, in words.</summary>
internal static class ToolDifferences
{
    public static IEnumerable<string> Between(RatingTool before, RatingTool after)
    {
        if (before.Name != after.Name) yield return $"Name: {after.Name}";
        if (before.Source != after.Source) yield return $"Source: {after.Source}";
        if (before.Introduction != after.Introduction) yield return $"Introduction: {after.Introduction}";
        if (before.Ages != after.Ages) yield return $"Ages: {after.Ages}, before {before.Ages}";
        foreach (var item in after.Items)
        {
            if (before.Items.FirstOrDefault(each => each.Key == item.Key) is not { } old)
            {
                yield return $"Question added: {item.Words}";
                continue;
            }

            if (old.Words != item.Words) yield return $"Question changed: {item.Words}, before {old.Words}";
            if (old.Help != item.Help) yield return $"Help changed: {item.Words}";
            if (old.Weight != item.Weight) yield return $"Weight of {item.Words}: {item.Weight}, before {old.Weight}";
            if (AnswersOf(old) != AnswersOf(item)) yield return $"Answers of {item.Words}: {AnswersOf(item)}, before {AnswersOf(old)}";
        }

        foreach (var item in before.Items.Where(item => after.Items.All(each => each.Key != item.Key))) yield return $"Question taken out: {item.Words}";
        var (rulesBefore, rulesAfter) = (before.Rules.Select(before.Words).ToList(), after.Rules.Select(after.Words).ToList());
        if (!rulesBefore.SequenceEqual(rulesAfter)) yield return $"Rules: {(rulesAfter.Count == 0 ? "none" : string.Join("; ", rulesAfter))}";
        if (!before.Thresholds.SequenceEqual(after.Thresholds)) yield return $"Thresholds: {(after.Thresholds.Count == 0 ? "none" : string.Join("; ", after.Thresholds.Select(each => $"{each.Suggests} from {each.AtLeast}")))}";
    }

    public static string AnswersOf(RatingTool.Item item) => item.Kind switch
    {
        ItemKind.Scale => string.Join(", ", item.Scale!.Select(point => $"{point.Words} ({point.Points})")),
        ItemKind.DateWindow => $"a date within {Lengths.Words(item.Within ?? 0, item.Unit)}",
        _ => "yes or no",
    };
}
