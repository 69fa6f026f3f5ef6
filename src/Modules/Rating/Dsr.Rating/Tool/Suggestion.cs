namespace Dsr.Rating;

/// <summary>What a tool suggests from its answers, with the rule in words. It supports a judgement and is kept beside it (domain 3.3).</summary>
internal sealed record Suggestion(string Rating, string Why)
{
    /// <param name="answers">As they are kept: <c>yes</c>, <c>no</c>, <c>not-known</c>, the key of a scale's answer, or a date.</param>
    /// <param name="picked">The meaning that the professional picked; blue when the person is in hospital, which is a fact that no tool overrules.</param>
    public static Suggestion Of(RatingTool tool, IReadOnlyDictionary<string, string> answers, string picked, DateOnly on)
    {
        if (picked == "blue") return new("blue", "They are in a mental health hospital now.");

        var yes = tool.Items.Count(item => item.Holds(answers.GetValueOrDefault(item.Key), on));
        var unknown = tool.Items.Count(item => answers.GetValueOrDefault(item.Key) is RatingTool.NotKnown or null);
        var counted = tool.Items.Count == 0 ? "" : $"{yes} of {tool.Items.Count} are yes and {unknown} {(unknown == 1 ? "is" : "are")} not known. ";

        if (tool.Rules.FirstOrDefault(rule => Holds(tool, rule, answers, on)) is { } met) return new(met.Suggests, $"{counted}The tool suggests {tool.Words(met)}.");
        var unmet = tool.Rules.Count == 0 ? "" : $"The tool suggests {string.Join("; ", tool.Rules.Select(tool.Words))}: that is not so here. ";

        if (tool.Weighs)
        {
            var total = tool.Items.Sum(item => item.Score(answers.GetValueOrDefault(item.Key), on));
            if (tool.Thresholds.Where(threshold => total >= threshold.AtLeast).MaxBy(threshold => threshold.AtLeast) is { } reached)
                return new(reached.Suggests, $"{counted}{unmet}The total is {total}, and the tool suggests {reached.Suggests} from {reached.AtLeast}.");
            unmet += $"The total is {total}, below every threshold of the tool. ";
        }
        else if (tool.Items.Count > 0 && tool.Rules.Count == 0)
        {
            unmet += "They have no weights. ";
        }

        return new(picked, $"{counted}{unmet}You picked the meaning of {picked}: the tool suggests what you picked.");
    }

    private static bool Holds(RatingTool tool, RatingTool.Rule rule, IReadOnlyDictionary<string, string> answers, DateOnly on)
        => rule.Of.Count(key => tool.Items.First(item => item.Key == key).Holds(answers.GetValueOrDefault(key), on)) >= rule.AtLeast;
}
