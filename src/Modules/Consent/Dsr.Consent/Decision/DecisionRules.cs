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
        if (!kind.Lacking && !Answer.Known(form.GivenToHelp, DecisionWords.GivenToHelp)) yield return (nameof(form.GivenToHelp), "Select what they were given to help them decide");
        yield return Text(form.Evidence, nameof(form.Evidence), kind.Key == "best-interests" ? null : "Enter how they said or showed their decision", "How they said or showed it", Long);
        if (!Answer.Known(form.MayBeTold, DecisionWords.MayBeTold)) yield return (nameof(form.MayBeTold), "Select who can be told");
        yield return Text(form.NotToBeTold, nameof(form.NotToBeTold), null, "Who should not be told", 500);

        foreach (var need in facts.Needs(kind, age).Concat(facts.StatutoryNeeds(kind, form.DecidedOn ?? facts.Today)))
            yield return OfNeed(need, form, facts);
        if (AsksWhetherTheChildAgrees(kind) && age < 16)
        {
            if (form.ChildAgrees is not ("yes" or "no" or "cannot-say")) yield return (nameof(form.ChildAgrees), $"Select yes if {facts.FirstName} agrees");
            yield return Text(form.Settled, nameof(form.Settled), facts.Cetr is not null && form.ChildAgrees == "no" ? "Enter how it was settled. Until then nothing is decided" : null, "How it was settled", Long);
        }
        if (kind.Lacking) yield return OfAssessment(kind, form, facts);
    }

    /// <summary>A child has a say beside who decides for them.</summary>
    public static bool AsksWhetherTheChildAgrees(ConsentArea.Kind kind) => kind.Key is "parental" or "care-order";

    /// <summary>Who decides for the child said yes, the child said no, and nobody has settled it: no authority (journey 8.6 d).</summary>
    public static bool AnswersDiffer(DecisionForm form, ConsentArea.Kind kind) => AsksWhetherTheChildAgrees(kind) && form.ChildAgrees == "no" && string.IsNullOrWhiteSpace(form.Settled);

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
        else if (facts.Cetr is { } cetr && on < cetr.OfferedOn) yield return (nameof(form.DecidedOn), $"Date they decided must be the same as or after the day it was offered, {Words.Date(cetr.OfferedOn)}: each C(E)TR is asked about afresh");
        else if (facts.WithdrawnOn is { } withdrawn && on < withdrawn) yield return (nameof(form.DecidedOn), $"Date they decided must be the same as or after the day consent was withdrawn, {Words.Date(withdrawn)}");
        else if (!facts.State.IsWithdrawn && facts.LastDecidedOn is { } last && on < last) yield return (nameof(form.DecidedOn), $"Date they decided must be the same as or after the last decision, {Words.Date(last)}");
        else if (facts.Kind is { } kind && facts.Lawful(kind, Anniversary.Age(facts.BornOn, on)) && AuthorityPeriod.EndsOn(kind.Key, on, facts.BornOn, facts.Rules) is var ends && ends < facts.Today)
            yield return (nameof(form.DecidedOn), $"A decision made on that day ended on {Words.Date(ends)}. Ask again");
    }

    private static (string Field, string Error) OfNeed(ConsentArea.Need need, DecisionForm form, DecisionFacts facts) => need switch
    {
        ConsentArea.Need.CompetenceHow => Text(form.CompetenceHow, nameof(form.CompetenceHow), $"Enter how {facts.FirstName} was found competent to decide", "How they were found competent", Long),
        ConsentArea.Need.CompetenceBy => Text(form.CompetenceBy, nameof(form.CompetenceBy), "Enter who judged it", "Who judged it", 200),
        ConsentArea.Need.NotCompetent => Text(form.NotCompetent, nameof(form.NotCompetent), $"Enter how you know that {facts.FirstName} is not competent to decide yet", "How you know that they are not competent", Long),
        ConsentArea.Need.ParentsView => Text(form.ParentsView, nameof(form.ParentsView), null, "What a parent thinks", Long),
        ConsentArea.Need.Relationship => Text(form.Relationship, nameof(form.Relationship), $"Enter how they are related to {facts.FirstName}", "Relationship", 200),
        ConsentArea.Need.ParentalResponsibilityBasis => Text(form.ParentalBasis, nameof(form.ParentalBasis), "Enter why they have parental responsibility", "Why they have parental responsibility", 500),
        ConsentArea.Need.LegalOrder => Text(form.LegalOrder, nameof(form.LegalOrder), "Enter the court order and its date", "Court order", 500),
        ConsentArea.Need.ChildsView => Text(form.ChildsView, nameof(form.ChildsView), $"Enter what {facts.FirstName} said about it", "What they said about it", Long),
        ConsentArea.Need.OrdinaryResidence => Text(form.OrdinaryResidence, nameof(form.OrdinaryResidence), $"Enter the local authority in whose area {facts.FirstName} is ordinarily resident", "Local authority", 100),
        ConsentArea.Need.RiskFactors => (nameof(form.RiskFactors), form.RiskFactors.Count > 0 && form.RiskFactors.TrueForAll(key => facts.Rules.Statutory!.FactorsOn(form.DecidedOn ?? facts.Today).Any(factor => factor.Key == key)) ? "" : "Select each risk factor that the regulations specify and that is true of them"),
        ConsentArea.Need.BoardDecision => Text(form.BoardDecision, nameof(form.BoardDecision), $"Enter why the board considers that being on the register is in {facts.FirstName}'s best interests", "Why the board considers it in their best interests", Long),
        // what the assessment has asked: judged as a whole by OfAssessment
        _ => ("", ""),
    };

    // someone else decides only for a person who was found to lack capacity for this decision (MCA 2005 ss.1 to 4), and only as the assessment found
    private static (string Field, string Error) OfAssessment(ConsentArea.Kind kind, DecisionForm form, DecisionFacts facts)
        => facts.Assessment is not { IsOpen: true } assessment ? (nameof(form.DecidedOn), $"Capacity comes first: nobody decides for {facts.FirstName} before an assessment finds that they cannot. Start it from the consent page")
            : !AssessmentRules.IsReady(assessment.Answers, assessment.Consulted.Count, facts) ? (nameof(form.DecidedOn), "Finish every task of the assessment first")
            : AssessmentRules.Kind(assessment.Answers) != kind.Key ? (nameof(form.DecidedOn), "The assessment found that someone else has the power to decide")
            : form.DecidedOn < assessment.Answers.AssessedOn ? (nameof(form.DecidedOn), $"Date they decided must be the same as or after the assessment, {Words.Date(assessment.Answers.AssessedOn.Value)}")
            : ("", "");

    /// <summary>What was asked and answered, as it is kept: the question in the words that were on the page.</summary>
    public static IReadOnlyList<(string Question, string Answer)> EvidenceOf(DecisionForm form, DecisionFacts facts)
    {
        var kind = facts.Kind!;
        var needs = facts.Needs(kind, Anniversary.Age(facts.BornOn, form.DecidedOn!.Value)).Concat(facts.StatutoryNeeds(kind, form.DecidedOn.Value));
        List<(string, string)> all = [("How they said or showed it", form.Evidence)];
        if (form.NotToBeTold.Length > 0) all.Add(("Who should not be told", form.NotToBeTold));
        all.AddRange(needs.Select(need => need switch
        {
            ConsentArea.Need.CompetenceHow => ("How they were found competent", form.CompetenceHow),
            ConsentArea.Need.CompetenceBy => ("Who judged it", form.CompetenceBy),
            ConsentArea.Need.NotCompetent => ("How it is known that they are not competent to decide yet", form.NotCompetent),
            ConsentArea.Need.ParentsView => ("What a parent thinks", form.ParentsView),
            ConsentArea.Need.Relationship => ("Relationship", form.Relationship),
            ConsentArea.Need.ParentalResponsibilityBasis => ("Why they have parental responsibility", form.ParentalBasis),
            ConsentArea.Need.LegalOrder => ("Court order", form.LegalOrder),
            ConsentArea.Need.ChildsView => ($"What {facts.FirstName} said about it", form.ChildsView),
            ConsentArea.Need.OrdinaryResidence => ("Local authority of ordinary residence", form.OrdinaryResidence),
            ConsentArea.Need.RiskFactors => ("Risk factors that the regulations specify", string.Join("; ", facts.Rules.Statutory!.RiskFactors.Where(factor => form.RiskFactors.Contains(factor.Key)).Select(factor => factor.Words))),
            ConsentArea.Need.BoardDecision => ("Why the board considers it in their best interests", form.BoardDecision),
            _ => ("", ""),
        }));
        if (AsksWhetherTheChildAgrees(kind) && form.ChildAgrees == "no") all.Add(($"{facts.FirstName} said no. How it was settled", form.Settled));
        if (kind.Lacking && facts.Assessment is { } assessment) all.AddRange(AssessmentRules.Lines(assessment.Answers, assessment.Consulted));
        return [.. all.Where(line => !string.IsNullOrWhiteSpace(line.Item2)).Select(line => (line.Item1, line.Item2.Trim()))];
    }

    private static (string Field, string Error) Text(string text, string field, string? missing, string name, int most) => Answer.Text(text, field, missing, name, most);

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}
