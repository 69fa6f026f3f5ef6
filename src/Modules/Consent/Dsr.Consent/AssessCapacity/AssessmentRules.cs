namespace Dsr.Consent;

/// <summary>What the two stages of the test have come to.</summary>
internal enum Capacity
{
    NotAssessed,
    HasCapacity,
    OtherCause,
    LacksCapacity,
}

/// <summary>The test of capacity and the best interests checklist (Mental Capacity Act 2005 ss.1 to 4; domain 5.3).</summary>
internal static class AssessmentRules
{
    public const int Long = 2000;

    private static readonly (string Answer, string How, string Can, string Ask)[] Functions =
    [
        (nameof(AssessmentForm.Understand), nameof(AssessmentForm.UnderstandHow), "understand the information", "Can understand the information"),
        (nameof(AssessmentForm.Retain), nameof(AssessmentForm.RetainHow), "keep it in mind long enough to decide", "Can keep it in mind long enough to decide"),
        (nameof(AssessmentForm.Weigh), nameof(AssessmentForm.WeighHow), "use or weigh it", "Can use or weigh it"),
        (nameof(AssessmentForm.Communicate), nameof(AssessmentForm.CommunicateHow), "communicate a decision", "Can communicate a decision"),
    ];

    /// <summary>First what they can do (s.3), then whether an impairment is why they cannot (s.2(1)). Someone who can do all four has capacity, whatever the diagnosis.</summary>
    public static Capacity Outcome(AssessmentForm form)
    {
        string[] answers = [form.Understand, form.Retain, form.Weigh, form.Communicate];
        if (answers.Any(answer => answer is not ("yes" or "no"))) return Capacity.NotAssessed;
        if (answers.All(answer => answer == "yes")) return Capacity.HasCapacity;
        return form.Caused switch
        {
            "yes" => Capacity.LacksCapacity,
            "no" => Capacity.OtherCause,
            _ => Capacity.NotAssessed,
        };
    }

    /// <summary>The tasks that this person, at this age and with these answers, still needs: no checklist where an attorney or a deputy decides.</summary>
    public static IReadOnlyList<AssessmentTask> Tasks(AssessmentForm form)
        => [.. AssessmentTask.All.Where(task => task.Key is AssessmentTask.Decision or AssessmentTask.Ability
            || (task.Key == AssessmentTask.Cause && Outcome(form) != Capacity.HasCapacity)
            || (Outcome(form) == Capacity.LacksCapacity && (task.Key == AssessmentTask.Holder || form.Holder is not ("lpa" or "deputy"))))];

    /// <summary>The kind of authority that the answers lead to.</summary>
    public static string Kind(AssessmentForm form) => form.Holder is "lpa" or "deputy" ? form.Holder : "best-interests";

    /// <summary>True when every task that is needed is answered, and the person was found to lack capacity.</summary>
    public static bool IsReady(AssessmentForm form, int consulted, DecisionFacts facts)
        => Outcome(form) == Capacity.LacksCapacity && Tasks(form).All(task => !Faults(task.Key, form, consulted, facts).Any());

    public static IEnumerable<(string Field, string Error)> Faults(string task, AssessmentForm form, int consulted, DecisionFacts facts)
        => Judge(task, form, consulted, facts).Where(fault => fault.Error.Length > 0);

    private static IEnumerable<(string Field, string Error)> Judge(string task, AssessmentForm form, int consulted, DecisionFacts facts) => task switch
    {
        AssessmentTask.Decision => OfDecision(form, facts),
        AssessmentTask.Ability => OfAbility(form, facts.FirstName),
        AssessmentTask.Cause => OfCause(form),
        AssessmentTask.Holder => OfHolder(form, facts),
        AssessmentTask.People => OfPeople(form, consulted, facts),
        AssessmentTask.Checklist => OfChecklist(form, facts),
        _ => [],
    };

    private static IEnumerable<(string, string)> OfDecision(AssessmentForm form, DecisionFacts facts)
    {
        yield return Answer.Text(form.ExactDecision, nameof(form.ExactDecision), "Enter the exact decision that capacity is assessed for", "The exact decision", 500);
        if (!Answer.Known(form.InformationGiven, DecisionWords.GivenToHelp)) yield return (nameof(form.InformationGiven), "Select what they were given to help them decide");
        yield return Answer.Text(form.HelpGiven, nameof(form.HelpGiven), $"Enter what help {facts.FirstName} had to decide", "Help to decide", Long);
        yield return Answer.Text(form.Assessor, nameof(form.Assessor), "Enter who assessed it, and their job", "Who assessed it", 200);
        if (form.AssessedOn is not { } on) yield return (nameof(form.AssessedOn), "Enter the date of the assessment");
        else if (on > facts.Today) yield return (nameof(form.AssessedOn), "Date of the assessment must be today or in the past");
        else if (Anniversary.Age(facts.BornOn, on) < 16) yield return (nameof(form.AssessedOn), $"{facts.FirstName} was under 16 on that day. The Mental Capacity Act cannot be used under 16");
    }

    private static IEnumerable<(string, string)> OfAbility(AssessmentForm form, string name)
    {
        foreach (var (answer, how, can, _) in Functions)
        {
            if (form.Kept(answer) is not ("yes" or "no")) yield return (answer, $"Select yes if {name} can {can}");
            yield return Answer.Text(form.Kept(how), how, $"Enter how you know whether they can {can}", "How you know", Long);
        }
    }

    private static IEnumerable<(string, string)> OfCause(AssessmentForm form)
    {
        yield return Answer.Text(form.Impairment, nameof(form.Impairment), "Enter the impairment of, or disturbance in, the mind or brain, or that there is none", "Impairment or disturbance", Long);
        if (form.Caused is not ("yes" or "no")) yield return (nameof(form.Caused), "Select yes if it is why they cannot decide");
        yield return Answer.Text(form.CausalLink, nameof(form.CausalLink), "Enter how you know whether it is why they cannot decide", "How you know", Long);
        if (form.Regain is not ("yes" or "no" or "not-sure")) yield return (nameof(form.Regain), "Select yes if they may be able to decide later");
        yield return Answer.Text(form.RegainWhen, nameof(form.RegainWhen), form.Regain == "yes" ? "Enter when they may be able to decide" : null, "When they may be able to decide", 500);
    }

    private static IEnumerable<(string, string)> OfHolder(AssessmentForm form, DecisionFacts facts)
    {
        if (form.Holder is not ("lpa" or "deputy" or "none"))
        {
            yield return (nameof(form.Holder), "Select who has the power to decide");
            yield break;
        }

        if (form.Holder == "none") yield break;
        if (facts.Rules.Kinds.FirstOrDefault(kind => kind.Key == form.Holder) is not { } kind || !facts.Lawful(kind, facts.AgeNow))
        {
            yield return (nameof(form.Holder), $"{facts.FirstName} is {facts.AgeNow}. An attorney or a deputy can only decide for an adult");
            yield break;
        }

        if (form.DocumentSeen != "yes") yield return (nameof(form.DocumentSeen), "Select yes if you have seen the document. Without it this decision cannot be recorded");
        if (kind.Needs.Contains(ConsentArea.Need.DocumentRegistered) && form.DocumentRegistered != "yes")
            yield return (nameof(form.DocumentRegistered), "Select yes if it is registered with the Office of the Public Guardian. Until it is, it cannot be used");
        if (form.DocumentCovers != "yes") yield return (nameof(form.DocumentCovers), "Select yes if this decision is within what the document covers. If it is not, a best interests decision is needed: select that nobody has the power");
        yield return Answer.Text(form.DocumentScope, nameof(form.DocumentScope), "Enter what the document says they can decide", "What they can decide", Long);
    }

    /// <summary>A person who is being added to those consulted.</summary>
    public static IEnumerable<(string Field, string Error)> OfConsulted(AssessmentForm form)
        => new[]
        {
            Answer.Text(form.Who, nameof(form.Who), "Enter the name of the person who was consulted", "Name", 200),
            Answer.Text(form.Relation, nameof(form.Relation), "Enter who they are to the person", "Who they are", 200),
            Answer.Text(form.ViewGiven, nameof(form.ViewGiven), "Enter what they thought", "What they thought", Long),
        }.Where(fault => fault.Item2.Length > 0);

    private static IEnumerable<(string, string)> OfPeople(AssessmentForm form, int consulted, DecisionFacts facts)
    {
        yield return Answer.Text(form.NobodyConsulted, nameof(form.NobodyConsulted), consulted == 0 ? "Add each person who was consulted, or enter why there was nobody to consult" : null, "Why nobody was consulted", Long);
        if (form.Advocate is not ("asked" or "not-needed")) yield return (nameof(form.Advocate), "Select whether an advocate (IMCA) was asked");
        else if (form.Advocate == "not-needed" && consulted == 0) yield return (nameof(form.Advocate), "Where there is nobody to consult, an advocate (IMCA) must be asked");
        yield return Answer.Text(form.AdvocateWhy, nameof(form.AdvocateWhy), null, "What the advocate said, or why none is needed", Long);
        if (facts.AgeNow < 18) yield return Answer.Text(form.ParentsConsulted, nameof(form.ParentsConsulted), "Enter what people with parental responsibility thought, or why they were not asked", "What people with parental responsibility thought", Long);
    }

    private static IEnumerable<(string, string)> OfChecklist(AssessmentForm form, DecisionFacts facts)
    {
        if (form.Assumptions != "yes") yield return (nameof(form.Assumptions), "Select yes if nothing rests only on age, appearance, condition or behaviour. If it does, decide again without it");
        yield return Answer.Text(form.Circumstances, nameof(form.Circumstances), "Enter the circumstances that matter", "The circumstances", Long);
        yield return Answer.Text(form.Participation, nameof(form.Participation), $"Enter how {facts.FirstName} was helped to take part", "How they took part", Long);
        yield return Answer.Text(form.Wishes, nameof(form.Wishes), $"Enter {facts.FirstName}'s past and present wishes and feelings", "Wishes and feelings", Long);
        yield return Answer.Text(form.Values, nameof(form.Values), $"Enter {facts.FirstName}'s beliefs and values", "Beliefs and values", Long);
        yield return Answer.Text(form.LessRestrictive, nameof(form.LessRestrictive), "Enter what less restrictive options were considered", "Less restrictive options", Long);
        yield return Answer.Text(form.Conclusion, nameof(form.Conclusion), $"Enter what is in {facts.FirstName}'s best interests, and why", "What is in their best interests", Long);
        if (form.ReviewOn is not { } review) yield return (nameof(form.ReviewOn), "Enter the review date");
        else if (review < facts.Today) yield return (nameof(form.ReviewOn), "Review date must be today or in the future");
        else if (review > Anniversary.Add(facts.Today, facts.Rules.RenewalMonths)) yield return (nameof(form.ReviewOn), $"Review date must be within {facts.Rules.RenewalMonths} months");
    }

    /// <summary>The whole record, question and answer, in the order of the tasks.</summary>
    public static IReadOnlyList<(string Question, string Answer)> Lines(AssessmentForm form, IReadOnlyList<Consulted> consulted)
    {
        List<(string, string)> lines =
        [
            ("The exact decision", form.ExactDecision),
            ("What they were given to help them decide", DecisionWords.Of(DecisionWords.GivenToHelp, form.InformationGiven)),
            ("Help to decide", form.HelpGiven),
            ("Assessed by", form.Assessor),
            ("Date of the assessment", form.AssessedOn is { } on ? Words.Date(on) : ""),
        ];
        lines.AddRange(Functions.Select(each => (each.Ask, YesNo(form.Kept(each.Answer), form.Kept(each.How)))));
        if (Outcome(form) != Capacity.HasCapacity)
            lines.AddRange([("Impairment or disturbance", form.Impairment), ("It is why they cannot decide", YesNo(form.Caused, form.CausalLink)), ("May be able to decide later", YesNo(form.Regain, form.RegainWhen))]);
        if (Outcome(form) == Capacity.LacksCapacity) lines.AddRange(WhoDecides(form, consulted));
        return [.. lines.Where(line => !string.IsNullOrWhiteSpace(line.Item2)).Select(line => (line.Item1, line.Item2.Trim()))];
    }

    private static IEnumerable<(string, string)> WhoDecides(AssessmentForm form, IReadOnlyList<Consulted> consulted)
    {
        if (form.Holder is "lpa" or "deputy")
            return
            [
                ("Who has the power to decide", form.Holder == "lpa" ? "An attorney (lasting power of attorney for health and welfare)" : "A deputy for personal welfare (appointed by the Court of Protection)"),
                ("Document seen", YesNo(form.DocumentSeen, "")),
                ("Registered with the Office of the Public Guardian", YesNo(form.DocumentRegistered, "")),
                ("This decision is within it", YesNo(form.DocumentCovers, "")),
                ("What the document says they can decide", form.DocumentScope),
            ];
        return
        [
            ("Who has the power to decide", form.Holder == "none" ? "Nobody: no attorney or deputy for health and welfare" : ""),
            .. consulted.Select(person => ("Consulted", $"{person.Who}, {person.Relation}: {person.ViewGiven}")),
            ("Why nobody was consulted", consulted.Count == 0 ? form.NobodyConsulted : ""),
            ("Advocate (IMCA)", form.Advocate == "asked" ? "Asked. " + form.AdvocateWhy : form.Advocate == "not-needed" ? "Not needed. " + form.AdvocateWhy : ""),
            ("What people with parental responsibility thought", form.ParentsConsulted),
            ("Rests on nothing like age, appearance, condition or behaviour alone", YesNo(form.Assumptions, "")),
            ("The circumstances that matter", form.Circumstances),
            ("How they took part", form.Participation),
            ("Wishes and feelings", form.Wishes),
            ("Beliefs and values", form.Values),
            ("Less restrictive options", form.LessRestrictive),
            ("What is in their best interests, and why", form.Conclusion),
            ("Review date", form.ReviewOn is { } review ? Words.Date(review) : ""),
        ];
    }

    private static string YesNo(string answer, string more) => answer switch
    {
        "yes" => "Yes. " + more,
        "no" => "No. " + more,
        "not-sure" => "Not sure. " + more,
        _ => "",
    };
}
