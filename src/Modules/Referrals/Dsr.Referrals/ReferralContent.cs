namespace Dsr.Referrals;

/// <summary>One task of a referral as a summary card: its rows, in words.</summary>
internal sealed record ReferralCard(string Task, string Heading, IReadOnlyList<(string Key, string Value)> Rows);

/// <summary>The content of a referral in the order of its tasks: for checking, for its sender, for the team.</summary>
internal static class ReferralContent
{
    public static IReadOnlyList<ReferralCard> Cards(Referral referral, IReadOnlyDictionary<string, Answer> answers, Area area, string? owner, DateOnly today)
    {
        var criteria = Of<DraftCriteriaPage.Form>(DraftCriteriaPage.Task);
        var details = Of<DraftDetailsPage.Form>(DraftDetailsPage.Task);
        var communication = Of<DraftCommunicationPage.Form>(DraftCommunicationPage.Task);
        var home = Of<DraftHomePage.Form>(DraftHomePage.Task);
        var network = Of<DraftNetworkPage.Form>(DraftNetworkPage.Task);
        var health = Of<DraftHealthPage.Form>(DraftHealthPage.Task);
        var worries = Of<DraftWorriesPage.Form>(DraftWorriesPage.Task);
        var tried = Of<DraftTriedPage.Form>(DraftTriedPage.Task);
        var actions = Of<DraftActionsPage.Form>(DraftActionsPage.Task);
        var items = area.Section<ReferralsArea>("referrals").Criteria.Items;

        return
        [
            Card("person",
                ("Name", referral.Name),
                ("Date of birth", referral.BornOn is { } born ? $"{Words.Date(born)} ({Words.Age(born, today)})" : ""),
                ("NHS number", referral.NhsNumber is null ? "Not known" : Words.NhsNumber(referral.NhsNumber))),
            Card("criteria",
                ("True of the person", string.Join("\n", items.Where(item => criteria.Met.Contains(item.Key)).Select(item => item.Words))),
                ("What else", criteria.Else),
                ("Diagnosis", criteria.Diagnosis.Length == 0 ? "" : DraftWords.Diagnosis(criteria.Diagnosis)),
                ("How sure", DraftWords.Status(criteria.Status))),
            Card(DraftTask.Consent, ("Decision", referral.AuthorityWords(today))),
            Card("details",
                ("Likes to be called", details.PreferredName), ("Sex", details.Sex), ("Ethnic group", details.EthnicGroup), ("Phone number", details.Phone), ("To contact them safely", details.SafeContact)),
            Card("communication",
                ("How to communicate", communication.How), ("Reasonable adjustments", communication.Adjustments),
                ("Interpreter", communication.Interpreter switch { "yes" => $"Yes: {communication.Language}", "no" => "No", _ => "" }), ("Reasonable Adjustment Flag", communication.Flag)),
            Card("home",
                ("Address", home.NoFixedAddress ? "No fixed address" : home.Address), ("Postcode", home.Postcode), ("Local authority", home.LocalAuthority), ("Lives", home.LivesIn),
                ("GP surgery", home.GpPractice), ("Studies", home.Education), ("Placement ends", home.PlacementEndsOn is { } ends ? Words.Date(ends) : "")),
            Card("network",
                ("Family and carers", network.Family), ("Parental responsibility or legal power", network.Responsibility), ("Professionals", network.Professionals), ("Advocate", network.Advocate),
                ("Keyworker", network.Keyworker), ("Owner", owner ?? "")),
            Card("health",
                ("Mental and physical health", health.Conditions), ("Medication", health.Medication), ("Legal status", string.Join("\n", health.Legal)), ("History", health.History)),
            Card(DraftTask.Tool,
                ("The tool suggests", Capital(referral.ToolSuggested)), ("Proposed rating", Capital(referral.ToolProposed)),
                ("Completed", referral.ToolCompletedAt is { } at ? Words.DateTime(at) : "")),
            Card("worries", ("What worries you now", worries.Issues), ("Why now", worries.WhyNow), ("Plan for tonight", worries.Tonight)),
            Card("tried", ("What has been tried", tried.HasBeen), ("What helps", tried.Helps), ("What could help more", tried.CouldHelp)),
            Card("actions", ("Actions", actions.Proposed)),
        ];

        T Of<T>(string task) where T : new() => answers.TryGetValue(task, out var answer) ? answer.As<T>() : new T();
    }

    public static string Capital(string? word) => word is null or "" ? "" : char.ToUpperInvariant(word[0]) + word[1..];

    private static ReferralCard Card(string task, params (string Key, string Value)[] rows)
        => new(task, DraftTask.All.First(each => each.Key == task).Words, [.. rows.Select(row => (row.Key, string.IsNullOrWhiteSpace(row.Value) ? "Not provided" : row.Value))]);
}
