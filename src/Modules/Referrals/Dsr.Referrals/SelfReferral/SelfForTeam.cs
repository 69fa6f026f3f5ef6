namespace Dsr.Referrals;

/// <summary>What the team reads first of a referral that was made without an account, and everything as it was sent.</summary>
internal sealed record SelfForTeam(SelfAnswers Answers, IReadOnlyList<(string Question, string Answer)> Everything)
{
    public static SelfForTeam? Of(IReadOnlyDictionary<string, Answer> answers, Area area, DateOnly today)
        => answers.TryGetValue(SendSelfReferral.Task, out var sent) ? Of(SelfAnswers.Read(sent.Content), area, today) : null;

    public static SelfForTeam Of(SelfAnswers answers, Area area, DateOnly today)
    {
        var asked = SelfJourney.Of(answers, area, easy: false, today).SelectMany(ask => ask.Shown(answers)).ToList();
        return new(answers,
        [
            .. asked.Select(field => (field.Label.Replace(" (optional)", "", StringComparison.Ordinal), SelfWords.Value(field, answers))),
            .. answers.Has("who-helps-words") ? new[] { ("Who helps, in the sender's words", answers.Text("who-helps-words")) } : [],
        ]);
    }
}
