namespace Dsr.Referrals;

/// <summary>One task of a referral as a summary card: its rows, in words.</summary>
internal sealed record ReferralCard(string Task, string Heading, IReadOnlyList<(string Key, string Value)> Rows)
{
    public const string NotProvided = "Not provided";

    public IEnumerable<(string Key, string Value)> Provided => Rows.Where(row => row.Value != NotProvided);

    /// <summary>The questions without an answer, in one line: a reader needs what there is.</summary>
    public string Missing => string.Join(", ", Rows.Where(row => row.Value == NotProvided).Select(row => row.Key));
}

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
        var referrer = Of<DraftReferrerPage.Form>(DraftReferrerPage.Task);
        var reviews = Of<DraftReviewsPage.Form>(DraftReviewsPage.Task);
        var rules = area.Section<ReferralsArea>("referrals");
        var items = rules.Criteria.Items;

        ReferralCard[] cards =
        [
            Card("person",
                ("Name", referral.Name),
                ("Date of birth", referral.BornOn is { } born ? $"{Words.Date(born)} ({Words.Age(born, today)})" : ""),
                ("NHS number", referral.NhsNumber is null ? "Not known" : Words.NhsNumber(referral.NhsNumber))),
            Card("referrer",
                ("From", referral.Route == "professional" ? referral.StartedBySignature : Referral.RouteWords(referral.Route)), ("Job", referrer.Job), ("Phone number", referrer.Phone),
                If(rules.ProfessionalRoutes.Count > 1, "Comes from", rules.Routes.FirstOrDefault(route => route.Key == referrer.Route)?.Words ?? ""), ("How soon", DraftWords.Urgency(referrer.Urgency))),
            Card("criteria",
                ("True of the person", string.Join("\n", items.Where(item => criteria.Met.Contains(item.Key)).Select(item => item.Words))),
                ("What else", criteria.Else),
                ("Diagnosis", criteria.Diagnosis.Length == 0 ? "" : DraftWords.Diagnosis(criteria.Diagnosis)),
                ("How sure", DraftWords.Status(criteria.Status)),
                Asked("diagnosis-evidence", "What shows it", criteria.Evidence), Asked("diagnosis-evidence", "Made on", Day(criteria.DiagnosedOn))),
            Card(DraftTask.Consent, ("Decision", referral.AuthorityWords(today))),
            Card("details",
                ("Likes to be called", details.PreferredName), Asked("sex", "Sex", details.Sex), Asked("gender", "Gender", details.Gender), Asked("ethnic-group", "Ethnic group", details.EthnicGroup),
                Asked("first-language", "First language", details.FirstLanguage), Asked("phone", "Phone number", details.Phone), Asked("email", "Email address", details.Email),
                ("To contact them safely", details.SafeContact), Asked("responsible-icb", "Responsible ICB", details.ResponsibleIcb)),
            Card("communication",
                ("How to communicate", communication.How), ("Reasonable adjustments", communication.Adjustments),
                ("Interpreter", communication.Interpreter switch { "yes" => $"Yes: {communication.Language}", "no" => "No", _ => "" }),
                Asked("preferred-format", "Formats", string.Join("\n", communication.Formats)), Asked("adjustment-flag", "Reasonable Adjustment Flag", communication.Flag)),
            Card("home",
                ("Address", home.NoFixedAddress ? "No fixed address" : home.Address), ("Postcode", home.Postcode), ("Local authority", home.LocalAuthority), ("Lives", home.LivesIn),
                Asked("placement-authority", "Local authority of the placement", home.PlacementAuthority), Asked("gp-practice", "GP surgery", home.GpPractice), ("Studies", home.Education), ("Placement ends", Day(home.PlacementEndsOn))),
            Card("network",
                ("Family and carers", network.Family), ("Parental responsibility", network.Responsibility), Asked("attorney-or-deputy", "Attorney", network.Attorney), Asked("attorney-or-deputy", "Deputy", network.Deputy),
                ("Professionals", network.Professionals), ("Lead professional", network.Lead), Asked("advocate", "Advocate or IMCA", network.Advocate),
                ("Keyworker", network.Keyworker), ("Owner", owner ?? "")),
            Card("health",
                ("Mental and physical health", health.Conditions), Asked("medication", "Medication", health.Medication), Asked("mental-health-act", "Mental Health Act", health.MentalHealthAct),
                ("Legal status", string.Join("\n", health.Legal)), ("Admissions", health.History), Asked("placement-breakdowns", "Placement breakdowns", health.Breakdowns), Asked("crisis-contacts", "Crises", health.Crises)),
            Card("reviews",
                ("C(E)TR", reviews.Cetr == "Yes" ? $"Yes: {reviews.CetrWhen}" : reviews.Cetr), ("Asked about one now", reviews.Asked), ("LAEP", reviews.Laep == "Yes" ? $"Yes: {reviews.LaepWhen}" : reviews.Laep)),
            Card(DraftTask.Tool,
                ("The tool suggests", Capital(referral.ToolSuggested)), ("Proposed rating", Capital(referral.ToolProposed)),
                ("Completed", referral.ToolCompletedAt is { } at ? Words.DateTime(at) : "")),
            Card("worries", ("What worries you now", worries.Issues), ("Why now", worries.WhyNow), Asked("triggers", "What makes it worse", worries.Triggers),
                Asked("early-signs", "Early warning signs", worries.Signs), ("Plan for tonight", worries.Tonight)),
            Card("tried", ("What has been tried", tried.HasBeen), ("What helps", tried.Helps), ("What could help more", tried.CouldHelp)),
            Card("actions", ("Actions", actions.Proposed), Asked("crisis-plan", "Crisis or contingency plan", actions.CrisisPlan)),
        ];
        return rules.Asks(OptionalFields.Reviews) || answers.ContainsKey("reviews") ? cards : [.. cards.Where(card => card.Task != "reviews")];

        // what the area does not ask is not shown as missing
        (string Key, string Value) Asked(string field, string key, string value) => If(rules.Asks(field), key, value);

        T Of<T>(string task) where T : new() => answers.TryGetValue(task, out var answer) ? answer.As<T>() : new T();
    }

    private static (string Key, string Value) If(bool asked, string key, string value) => asked || value.Length > 0 ? (key, value) : ("", "");

    private static string Day(DateOnly? date) => date is { } day ? Words.Date(day) : "";

    public static string Capital(string? word) => word is null or "" ? "" : char.ToUpperInvariant(word[0]) + word[1..];

    private static ReferralCard Card(string task, params (string Key, string Value)[] rows)
        => new(task, DraftTask.All.First(each => each.Key == task).Words, [.. rows.Where(row => row.Key.Length > 0).Select(row => (row.Key, string.IsNullOrWhiteSpace(row.Value) ? ReferralCard.NotProvided : row.Value))]);
}
