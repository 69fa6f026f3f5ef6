namespace Dsr.Consent;

/// <summary>What makes a decision lawful and complete (domain 5.1 to 5.3): judged here for every page, whatever the page showed.</summary>
internal static class DecisionRules
{
    private const int Long = 2000;

    public static IEnumerable<(string Field, string Error)> Faults(DecisionForm form, DecisionFacts facts) => Judge(form, facts).Where(fault => fault.Error.Length > 0);

    private static IEnumerable<(string Field, string Error)> Judge(DecisionForm form, DecisionFacts facts)
    {
        foreach (var fault in OfDate(form, facts)) yield return fault;

        if (facts.Kind is not { } kind)
        {
            yield return (nameof(form.DecidedOn), "Select who made the decision");
            yield break;
        }

        var age = Anniversary.Age(facts.BornOn, form.DecidedOn is { } day && day >= facts.BornOn && day <= facts.Today ? day : facts.Today);
        if (!facts.Lawful(kind, age)) yield return (nameof(form.DecidedOn), WhyUnlawful(kind, age, facts));

        if (kind.Key is not ("own-consent" or "gillick")) yield return Text(form.DecidedBy, nameof(form.DecidedBy), $"Enter the name of {Lower(kind.Who)}", "Name", 200);
        if (DecisionWords.HowGiven.All(way => way.Key != form.HowGiven)) yield return (nameof(form.HowGiven), "Select how the decision was given");
        if (!Known(form.GivenToHelp, DecisionWords.GivenToHelp)) yield return (nameof(form.GivenToHelp), "Select what they were given to help them decide");
        yield return Text(form.GivenVersion, nameof(form.GivenVersion), null, "Version", 100);
        yield return Text(form.Evidence, nameof(form.Evidence), "Enter how they said or showed their decision", "How they said or showed it", Long);
        if (!Known(form.MayBeTold, DecisionWords.MayBeTold)) yield return (nameof(form.MayBeTold), "Select who can be told");
        yield return Text(form.NotToBeTold, nameof(form.NotToBeTold), null, "Who should not be told", 500);

        foreach (var need in facts.Needs(kind, age))
            foreach (var fault in OfNeed(need, form, facts))
                yield return fault;
    }

    /// <summary>Why a route is closed at an age, in words that say what to do instead.</summary>
    public static string WhyUnlawful(ConsentArea.Kind kind, int age, DecisionFacts facts)
    {
        var was = $"{facts.FirstName} was {age} on that day.";
        return kind.Key switch
        {
            "parental" when age >= 18 => $"{was} Nobody has parental responsibility for an adult: {facts.FirstName} decides, or if they lack capacity an attorney, a deputy or a best interests decision",
            "parental" or "care-order" => $"{was} From {facts.Rules.ParentalEndsAtAge} a young person decides for themselves: a parent's or local authority's agreement alone is not enough",
            "gillick" => $"{was} Competence to decide (Gillick) is for children under 16: record their own consent",
            "own-consent" => $"{was} Under 16, record that the child is competent to decide (Gillick), or ask a person with parental responsibility",
            "best-interests" => $"{was} The Mental Capacity Act cannot be used under 16: ask a person with parental responsibility",
            "lpa" or "deputy" => $"{was} An attorney or a deputy can only decide for an adult",
            _ => $"{was} This kind of decision is not lawful at that age",
        };
    }

    private static IEnumerable<(string Field, string Error)> OfDate(DecisionForm form, DecisionFacts facts)
    {
        if (form.DecidedOn is not { } on)
        {
            yield return (nameof(form.DecidedOn), "Enter the date they decided");
            yield break;
        }

        if (on > facts.Today) yield return (nameof(form.DecidedOn), "Date they decided must be today or in the past");
        else if (on < facts.BornOn) yield return (nameof(form.DecidedOn), $"Date they decided must be after {facts.FirstName} was born, {Words.Date(facts.BornOn)}");
        else if (facts.WithdrawnOn is { } withdrawn && on < withdrawn) yield return (nameof(form.DecidedOn), $"Date they decided must be the same as or after the day consent was withdrawn, {Words.Date(withdrawn)}");
        else if (!facts.State.IsWithdrawn && facts.LastDecidedOn is { } last && on < last) yield return (nameof(form.DecidedOn), $"Date they decided must be the same as or after the last decision, {Words.Date(last)}");
        else if (facts.Kind is { } kind && facts.Lawful(kind, Anniversary.Age(facts.BornOn, on)) && AuthorityPeriod.EndsOn(kind.Key, on, facts.BornOn, facts.Rules) is var ends && ends < facts.Today)
            yield return (nameof(form.DecidedOn), $"A decision made on that day ended on {Words.Date(ends)}. Ask again");
    }

    private static IEnumerable<(string Field, string Error)> OfNeed(ConsentArea.Need need, DecisionForm form, DecisionFacts facts)
    {
        switch (need)
        {
            case ConsentArea.Need.CompetenceHow:
                yield return Text(form.CompetenceHow, nameof(form.CompetenceHow), $"Enter how {facts.FirstName} was found competent to decide", "How they were found competent", Long);
                break;
            case ConsentArea.Need.CompetenceBy:
                yield return Text(form.CompetenceBy, nameof(form.CompetenceBy), "Enter who judged it", "Who judged it", 200);
                break;
            case ConsentArea.Need.Relationship:
                yield return Text(form.Relationship, nameof(form.Relationship), $"Enter how they are related to {facts.FirstName}", "Relationship", 200);
                break;
            case ConsentArea.Need.ParentalResponsibilityBasis:
                yield return Text(form.ParentalBasis, nameof(form.ParentalBasis), "Enter why they have parental responsibility", "Why they have parental responsibility", 500);
                break;
            case ConsentArea.Need.LegalOrder:
                yield return Text(form.LegalOrder, nameof(form.LegalOrder), "Enter the court order and its date", "Court order", 500);
                break;
            case ConsentArea.Need.ChildsView:
                yield return Text(form.ChildsView, nameof(form.ChildsView), $"Enter what {facts.FirstName} said about it", "What they said about it", Long);
                break;
            case ConsentArea.Need.DocumentSeen:
                if (form.DocumentSeen != "yes") yield return (nameof(form.DocumentSeen), "Select yes if you have seen the document. Without it this decision cannot be recorded");
                break;
            case ConsentArea.Need.DocumentRegistered:
                if (form.DocumentRegistered != "yes") yield return (nameof(form.DocumentRegistered), "Select yes if it is registered with the Office of the Public Guardian. Until it is, it cannot be used");
                break;
            case ConsentArea.Need.DocumentScope:
                yield return Text(form.DocumentScope, nameof(form.DocumentScope), "Enter what the document says they can decide", "What they can decide", Long);
                break;
            case ConsentArea.Need.CapacityTest:
                foreach (var fault in OfCapacity(form, facts)) yield return fault;
                break;
            case ConsentArea.Need.BestInterestsChecklist:
                yield return Text(form.Wishes, nameof(form.Wishes), $"Enter {facts.FirstName}'s wishes, feelings, beliefs and values", "Wishes, feelings, beliefs and values", Long);
                yield return Text(form.Consulted, nameof(form.Consulted), "Enter who was consulted and what they thought", "Who was consulted", Long);
                yield return Text(form.LessRestrictive, nameof(form.LessRestrictive), "Enter what less restrictive options were considered", "Less restrictive options", Long);
                yield return Text(form.Advocate, nameof(form.Advocate), "Enter whether an advocate (IMCA) was considered", "Advocate", 500);
                yield return Text(form.Conclusion, nameof(form.Conclusion), $"Enter why being on the register is in {facts.FirstName}'s best interests", "Why it is in their best interests", Long);
                break;
            case ConsentArea.Need.ParentsConsulted:
                yield return Text(form.ParentsConsulted, nameof(form.ParentsConsulted), "Enter what people with parental responsibility thought, or why they were not asked", "What people with parental responsibility thought", Long);
                break;
        }
    }

    // MCA 2005 s.3 (can they?) and s.2(1) (because of what?): both, for this decision, at this time
    private static IEnumerable<(string Field, string Error)> OfCapacity(DecisionForm form, DecisionFacts facts)
    {
        yield return Text(form.ExactDecision, nameof(form.ExactDecision), "Enter the exact decision that capacity was assessed for", "The exact decision", 500);
        yield return Text(form.HelpGiven, nameof(form.HelpGiven), $"Enter what help {facts.FirstName} had to decide", "Help to decide", Long);
        foreach (var (answer, field, how, howField, what) in new[]
        {
            (form.Understand, nameof(form.Understand), form.UnderstandHow, nameof(form.UnderstandHow), "understand the information"),
            (form.Retain, nameof(form.Retain), form.RetainHow, nameof(form.RetainHow), "keep it in mind long enough to decide"),
            (form.Weigh, nameof(form.Weigh), form.WeighHow, nameof(form.WeighHow), "use or weigh it"),
            (form.Communicate, nameof(form.Communicate), form.CommunicateHow, nameof(form.CommunicateHow), "communicate a decision"),
        })
        {
            if (answer is not ("yes" or "no")) yield return (field, $"Select yes if {facts.FirstName} can {what}");
            yield return Text(how, howField, $"Enter how you know whether they can {what}", "How you know", Long);
        }

        if (form is { Understand: "yes", Retain: "yes", Weigh: "yes", Communicate: "yes" })
            yield return (nameof(form.Understand), $"{facts.FirstName} can do all 4, so they have capacity and decide for themselves: record their own consent");
        yield return Text(form.Impairment, nameof(form.Impairment), "Enter the impairment of, or disturbance in, the mind or brain", "Impairment or disturbance", Long);
        yield return Text(form.CausalLink, nameof(form.CausalLink), "Enter why they cannot decide because of it", "Why they cannot decide because of it", Long);
        yield return Text(form.Regain, nameof(form.Regain), null, "Whether they may be able to decide later", 500);
    }

    /// <summary>What was asked and answered, as it is kept: the question in the words that were on the page.</summary>
    public static IReadOnlyList<(string Question, string Answer)> EvidenceOf(DecisionForm form, DecisionFacts facts)
    {
        var kind = facts.Kind!;
        var needs = facts.Needs(kind, Anniversary.Age(facts.BornOn, form.DecidedOn!.Value));
        List<(string, string)> all = [("How they said or showed it", form.Evidence)];
        if (form.GivenVersion.Length > 0) all.Add(("Version of what they were given", form.GivenVersion));
        if (form.NotToBeTold.Length > 0) all.Add(("Who should not be told", form.NotToBeTold));
        foreach (var need in needs)
            all.AddRange(need switch
            {
                ConsentArea.Need.CompetenceHow => [("How they were found competent", form.CompetenceHow)],
                ConsentArea.Need.CompetenceBy => [("Who judged it", form.CompetenceBy)],
                ConsentArea.Need.Relationship => [("Relationship", form.Relationship)],
                ConsentArea.Need.ParentalResponsibilityBasis => [("Why they have parental responsibility", form.ParentalBasis)],
                ConsentArea.Need.LegalOrder => [("Court order", form.LegalOrder)],
                ConsentArea.Need.ChildsView => [($"What {facts.FirstName} said about it", form.ChildsView)],
                ConsentArea.Need.DocumentSeen => [("Document seen", "Yes")],
                ConsentArea.Need.DocumentRegistered => [("Registered with the Office of the Public Guardian", "Yes")],
                ConsentArea.Need.DocumentScope => [("What the document says they can decide", form.DocumentScope)],
                ConsentArea.Need.CapacityTest =>
                [
                    ("The exact decision", form.ExactDecision),
                    ("Help to decide", form.HelpGiven),
                    ("Can understand the information", Answer(form.Understand, form.UnderstandHow)),
                    ("Can keep it in mind long enough to decide", Answer(form.Retain, form.RetainHow)),
                    ("Can use or weigh it", Answer(form.Weigh, form.WeighHow)),
                    ("Can communicate a decision", Answer(form.Communicate, form.CommunicateHow)),
                    ("Impairment or disturbance", form.Impairment),
                    ("Why they cannot decide because of it", form.CausalLink),
                    ("Whether they may be able to decide later", form.Regain),
                ],
                ConsentArea.Need.BestInterestsChecklist =>
                [
                    ("Wishes, feelings, beliefs and values", form.Wishes),
                    ("Who was consulted and what they thought", form.Consulted),
                    ("Less restrictive options", form.LessRestrictive),
                    ("Advocate (IMCA)", form.Advocate),
                    ("Why it is in their best interests", form.Conclusion),
                ],
                ConsentArea.Need.ParentsConsulted => [("What people with parental responsibility thought", form.ParentsConsulted)],
                _ => Array.Empty<(string, string)>(),
            });
        return [.. all.Where(line => !string.IsNullOrWhiteSpace(line.Item2)).Select(line => (line.Item1, line.Item2.Trim()))];
    }

    // no error where the text will do; a null message means that it may be left out
    private static (string Field, string Error) Text(string text, string field, string? missing, string name, int most)
        => missing is not null && string.IsNullOrWhiteSpace(text) ? (field, missing)
            : text.Length > most ? (field, $"{name} must be {Words.Number(most)} characters or less")
            : (field, "");

    private static string Answer(string yes, string how) => (yes == "yes" ? "Yes. " : "No. ") + how.Trim();

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private static bool Known(List<string> chosen, IReadOnlyList<(string Key, string Words)> choices)
        => chosen.Count > 0 && chosen.TrueForAll(key => choices.Any(choice => choice.Key == key));
}
