namespace Dsr.Referrals;

/// <summary>
/// The questions of a self-referral (ui.md 8.2), in order, for this person in this area: who refers, the age and the area's rule decide what is asked. Easy read asks
/// the same, one control a page.
/// </summary>
internal static class SelfJourney
{
    public const string Safe = "safe";
    public const string Contact = "contact";
    public const string Helpers = "who-helps";

    public static IReadOnlyList<SelfAsk> Of(SelfAnswers answers, Area area, bool easy, DateOnly today)
    {
        var asks = new List<SelfAsk>();
        About(asks, answers, area);
        asks.AddRange(Person(answers));
        asks.AddRange(Needs(answers, area));
        asks.AddRange(Agreeing(answers, today));
        asks.AddRange(Equality(answers));
        return easy ? [.. asks.SelectMany(ask => OneByOne(ask, answers))] : asks;
    }

    /// <summary>The first page whose answers are missing or wrong; null when all may be sent.</summary>
    public static SelfAsk? Unanswered(IEnumerable<SelfAsk> asks, SelfAnswers answers, DateOnly today) => asks.FirstOrDefault(ask => ask.Faults(answers, today).Count > 0);

    private static IEnumerable<SelfAsk> OneByOne(SelfAsk ask, SelfAnswers answers)
    {
        if (ask.Fields.Count == 0) return [ask];
        return ask.Shown(answers).Select((field, at) => new SelfAsk(field.Key, field.Easy ?? field.Label, Bare(field)) { Card = ask.Card, View = at == 0 ? ask.View : null });
    }

    // what an answer asks for stands on the next page
    private static SelfField Bare(SelfField field) => field.Kind == SelfKind.People
        ? Field("who-helps-words", SelfKind.Long, "Who helps you now?", "who helps") with { Picture = "people", EasyWords = ["Write their names.", "Write what job they do.", "You can leave this empty."] }
        : field with { Label = field.Easy ?? field.Label, Options = [.. field.Options.Select(option => option with { Fields = [] })] };

    private static void About(List<SelfAsk> asks, SelfAnswers a, Area area)
    {
        asks.Add(new(Safe, "Are you or they safe right now?", Field(Safe, SelfKind.Choice, "Are you or they safe right now?", "whether everyone is safe", "Select yes if everyone is safe right now") with
        {
            Easy = "Are you safe now?", Picture = "safe", EasyWords = ["Safe means that no one will be hurt today."],
            Options = [new("yes", "Yes"), new("no", "No, someone could be hurt today"), new("not-sure", "I am not sure")],
        }) { Card = "safe" });
        asks.Add(new("who", "Who are you referring?", Field("who", SelfKind.Choice, "Who are you referring?", "who you are referring", "Select who you are referring") with
        {
            Easy = "Who needs help?", Picture = "person", EasyWords = ["To **refer** is to tell the DSR team about a person who may need help."],
            Options = [.. area.Section<PublicArea>("public").SelfReferral.Who.Select(Who)],
        }) { Card = "safe" });
        if (a.Has("who") && !a.IsMyself)
        {
            asks.Add(new("you", "About you",
                Field("your-name", SelfKind.Text, "Your name", "your name", "Enter your name") with { Rule = SelfRule.Name, Max = 100, Autocomplete = "name", Easy = "What is your name?", Picture = "pen" },
                Field("your-relation", SelfKind.Text, "How do you know them?", "how you know them", "Enter how you know them") with { Hint = "For example, I am their mother, or their neighbour", Max = 200, Easy = "How do you know the person?", Picture = "people" })
                { Card = "you" });
        }
        asks.Add(new(Contact, "How should we contact you?", Field(Contact, SelfKind.Choice, "How should we contact you?", "how we should contact you", "Select how we should contact you") with
        {
            Picture = "phone", EasyWords = ["We will talk with you about what you tell us."],
            Options =
            [
                new("phone", "Phone", Fields: Field("phone", SelfKind.Text, "Phone number", "phone number", "Enter your phone number") with { Rule = SelfRule.Phone, Type = "tel", Width = 20, Autocomplete = "tel", Easy = "What is your phone number?", Picture = "phone" }),
                new("text", "Text message", Fields: Field("mobile", SelfKind.Text, "Mobile phone number", "mobile phone number", "Enter your mobile phone number") with { Rule = SelfRule.Phone, Type = "tel", Width = 20, Easy = "What is your mobile number?", Picture = "phone" }),
                new("email", "Email", Fields: Field("email", SelfKind.Text, "Email address", "email address", "Enter your email address") with { Rule = SelfRule.Email, Max = 254, Type = "email", Autocomplete = "email", Easy = "What is your email address?", Picture = "letter" }),
                new("letter", "Letter", Fields: Field("letter", SelfKind.Long, "Address for letters", "address for letters", "Enter the address for letters") with { Max = 500, Easy = "What address should we write to?", Picture = "letter" }),
                new("someone", "Someone I trust",
                    Fields: [Field("someone-name", SelfKind.Text, "Their name", "the name of someone you trust", "Enter the name of the person you trust") with { Rule = SelfRule.Name, Max = 100, Easy = "What is the name of the person you trust?", Picture = "people" },
                    Field("someone-phone", SelfKind.Text, "Their phone number", "their phone number", "Enter the phone number of the person you trust") with { Rule = SelfRule.Phone, Type = "tel", Width = 20, Easy = "What is their phone number?", Picture = "phone" }]),
            ],
        }) { Card = "you" });
        asks.Add(new("safely", "How can we contact you safely?",
            Field("times", SelfKind.Text, "What are the best times? (optional)", "best times") with { Hint = "For example, after 3pm", Easy = "When is a good time to contact you?", Picture = "clock", EasyWords = ["You can leave this empty."] },
            Field("message-safe", SelfKind.Choice, "Is it safe to leave a message?", "whether it is safe to leave a message", "Select yes if it is safe to leave a message") with
            {
                Picture = "lock", EasyWords = ["Think about who could hear or read the message."], Options = [new("yes", "Yes"), new("no", "No")],
            },
            Field("safe-notes", SelfKind.Long, "Is there anything that would make it safer? (optional)", "how to contact safely") with { Max = 500, Hint = "For example, a person who must not know", Easy = "What would make it safer?", Picture = "lock", EasyWords = ["You can leave this empty."] })
            { Card = "you" });
    }

    private static SelfOption Who(PublicArea.Referred who) => who switch
    {
        PublicArea.Referred.Myself => new(SelfAnswers.Myself, "Myself"),
        PublicArea.Referred.MyChild => new(SelfAnswers.MyChild, "My child"),
        PublicArea.Referred.SomeoneICareFor => new("someone-i-care-for", "Someone I care for"),
        _ => new("someone-else", "Someone else I know", "You will need them to agree"),
    };

    private static IEnumerable<SelfAsk> Person(SelfAnswers a)
    {
        var (you, your, do_) = a.IsMyself ? ("you", "your", "Do you") : ("they", "their", "Do they");
        yield return new("needs", $"{do_} need any of these?", Field("needs", SelfKind.Ticks, $"{do_} need any of these?", "what is needed", "Select what is needed, or select \"None of these\"") with
        {
            Hint = "Select all that apply", Picture = "talk", EasyWords = ["We want to talk in a way that is easy."],
            Options =
            [
                new("easy-read", "Easy read"), new("large-print", "Large print"),
                new("interpreter", "An interpreter", Fields: Field("language", SelfKind.Text, "Which language?", "which language", "Enter which language") with { Max = 100, Picture = "talk" }),
                new("bsl", "British Sign Language"), new("audio", "Audio"), new("someone-with-me", $"Someone with {(a.IsMyself ? "me" : "them")}"), new("none", "None of these", Exclusive: true),
            ],
        }) { Card = "person" };
        yield return new("name", a.IsMyself ? "What is your name?" : "What is their name?",
            Field("first-name", SelfKind.Text, "First name", "first name", $"Enter {your} first name") with { Rule = SelfRule.Name, Max = 100, Autocomplete = a.IsMyself ? "given-name" : null, Easy = $"What is {your} first name?", Picture = "pen" },
            Field("last-name", SelfKind.Text, "Last name", "last name", $"Enter {your} last name") with { Rule = SelfRule.Name, Max = 100, Autocomplete = a.IsMyself ? "family-name" : null, Easy = $"What is {your} last name?", Picture = "pen" },
            Field("liked-name", SelfKind.Text, $"What {(a.IsMyself ? "do you" : "do they")} like to be called? (optional)", "liked name") with { Max = 100, Easy = $"What {(a.IsMyself ? "do you" : "do they")} like to be called?", Picture = "person", EasyWords = ["You can leave this empty."] })
            { Card = "person" };
        yield return new("born", $"What is {your} date of birth?", Field("born", SelfKind.Date, $"What is {your} date of birth?", "date of birth", $"Enter {your} date of birth") with
        {
            Hint = "For example, 14 3 2009", Autocomplete = a.IsMyself ? "bday" : null, Picture = "calendar", Easy = $"When {(a.IsMyself ? "were you" : "were they")} born?",
        }) { Card = "person" };
        yield return new("nhs", $"Do you know {your} NHS number?", Field("nhs", SelfKind.Choice, $"Do you know {your} NHS number?", "whether you know the NHS number", $"Select yes if you know {your} NHS number") with
        {
            Hint = "It is useful, but you do not need it", Picture = "letter", EasyWords = ["An **NHS number** has 10 numbers.", "It is on letters from a doctor or a hospital.", "You do not need it."],
            Options =
            [
                new("yes", "Yes", Fields: Field("nhs-number", SelfKind.Text, "NHS number", "NHS number", "Enter an NHS number") with { Rule = SelfRule.NhsNumber, Hint = "It is 10 digits, like 999 123 4567", Width = 10, Max = 40, Easy = "What is the NHS number?", Picture = "letter" }),
                new("no", "No"), new("not-sure", "Not sure"),
            ],
        }) { Card = "person" };
        yield return new("home", $"Where do {you} live?", Field("home", SelfKind.Choice, $"Where do {you} live?", $"where {you} live", $"Select where {you} live") with
        {
            Picture = "house",
            Options =
            [
                new("address", "At an address", Fields:
                [
                    Field("address-1", SelfKind.Text, "Address line 1", "address line 1", "Enter address line 1") with { Autocomplete = a.IsMyself ? "address-line1" : null, Easy = "What is the number and the street?", Picture = "house" },
                    Field("address-2", SelfKind.Text, "Address line 2 (optional)", "address line 2") with { Autocomplete = a.IsMyself ? "address-line2" : null, Easy = "Is there more of the address?", EasyWords = ["You can leave this empty."], Picture = "house" },
                    Field("town", SelfKind.Text, "Town or city", "town or city", "Enter the town or city") with { Max = 100, Width = 20, Autocomplete = a.IsMyself ? "address-level2" : null, Easy = "What is the town or city?", Picture = "house" },
                    Field("county", SelfKind.Text, "County (optional)", "county") with { Max = 100, Width = 20, Easy = "What is the county?", EasyWords = ["You can leave this empty."], Picture = "house" },
                    Field("postcode", SelfKind.Text, "Postcode (optional)", "postcode") with { Rule = SelfRule.Postcode, Max = 20, Width = 10, Autocomplete = a.IsMyself ? "postal-code" : null, Easy = "What is the postcode?", EasyWords = ["You can leave this empty."], Picture = "letter" },
                ]),
                new("no-fixed-address", "No fixed address"), new("do-not-know", "I do not know"),
            ],
        }) { Card = "person" };
        yield return new("gp", $"Which GP surgery do {you} go to?", Field("gp", SelfKind.Choice, $"Which GP surgery do {you} go to?", "the GP surgery", "Select yes if you know the GP surgery") with
        {
            Picture = "doctor", Easy = $"Do you know {your} doctor's surgery?",
            Options = [new("yes", "I know the surgery", Fields: Field("gp-surgery", SelfKind.Text, "GP surgery", "GP surgery", "Enter the GP surgery") with { Easy = "What is the surgery called?", Picture = "doctor" }), new("do-not-know", "I do not know"), new("none", "No GP surgery")],
        }) { Card = "person" };
    }

    private static IEnumerable<SelfAsk> Needs(SelfAnswers a, Area area)
    {
        var have = a.IsMyself ? "Have you" : "Have they";
        yield return new("diagnosis", $"{have} been told {(a.IsMyself ? "you" : "they")} have a learning disability or are autistic?", Field("diagnosis", SelfKind.Choice, $"{have} been told {(a.IsMyself ? "you" : "they")} have a learning disability or are autistic?", "diagnosis", "Select what you have been told, or select \"I do not know\"") with
        {
            Picture = "doctor",
            Options = [new("learning-disability", "Learning disability"), new("autism", "Autistic"), new("both", "Both"), new("waiting", "Waiting for an assessment"), new("do-not-know", "I do not know")],
        }) { Card = "now" };
        if (a.Is("diagnosis", "do-not-know")) yield return new("may-not-be-right", "The DSR may not be right") { View = "/Referrals/SelfReferral/_MayNotBeRight.cshtml" };
        yield return new("now", "What is happening now?", Field("now", SelfKind.Long, "What is happening now?", "what is happening now", "Enter what is happening now") with
        {
            Max = 4000, Hint = "Tell us what worries you, and what has changed", Picture = "talk", EasyWords = ["Tell us what is hard now.", "Tell us what has changed."],
        }) { Card = "now" };
        var criteria = area.Section<ReferralsArea>("referrals").Criteria.Items;
        yield return new("true", "Which of these are true?", Field("true", SelfKind.Ticks, "Which of these are true?", "what is true", "Select what is true, or select \"None of these\"") with
        {
            Hint = "Select all that apply", Picture = "list", EasyWords = ["You can choose more than 1."],
            Options =
            [
                .. criteria.Select(item => item.Key == ReferralsArea.SomethingElse
                    ? new SelfOption(item.Key, item.Plain, Fields: Field("true-else", SelfKind.Text, "What else is true?", "what else is true", "Enter what else is true") with { Picture = "pen" })
                    : new SelfOption(item.Key, item.Plain)),
                new("none", "None of these", Exclusive: true),
            ],
        }) { Card = "now" };
        yield return new("helped", "What has helped?", Field("helped", SelfKind.Long, "What has helped? (optional)", "what has helped") with { Max = 4000, Easy = "What has helped?", Picture = "heart", EasyWords = ["Tell us what makes things better.", "You can leave this empty."] }) { Card = "help" };
        yield return new("would-help", "What would help now?", Field("would-help", SelfKind.Long, "What would help now? (optional)", "what would help now") with { Max = 4000, Easy = "What would help now?", Picture = "heart", EasyWords = ["You can leave this empty."] }) { Card = "help" };
        yield return new(Helpers, "Who already helps?", Field(Helpers, SelfKind.People, "Who already helps?", "who already helps")) { Card = "help" };
        if (area.Section<PublicArea>("public").SelfReferral.Rule == PublicArea.SelfReferralKind.WithHelper)
        {
            yield return new("helper", "Is a health or social care worker helping you with this?", Field("helper", SelfKind.Choice, "Is a health or social care worker helping you with this?", "whether a worker is helping you", "Select yes if a health or social care worker is helping you") with
            {
                Hint = area.Section<PublicArea>("public").SelfReferral.HelperWords, Picture = "people", Easy = "Is a worker helping you with this?", EasyWords = ["A **worker** is a person whose job is health or social care.", "For example, a nurse or a social worker."],
                Options =
                [
                    new("yes", "Yes", Fields:
                    [
                        Field("helper-name", SelfKind.Text, "Their name", "the worker's name", "Enter the worker's name") with { Rule = SelfRule.Name, Max = 100, Easy = "What is the worker's name?", Picture = "people" },
                        Field("helper-job", SelfKind.Text, "Their job", "the worker's job", "Enter the worker's job") with { Max = 100, Easy = "What is the worker's job?", Picture = "people" },
                        Field("helper-phone", SelfKind.Text, "Their phone number", "the worker's phone number", "Enter the worker's phone number") with { Rule = SelfRule.Phone, Type = "tel", Width = 20, Easy = "What is the worker's phone number?", Picture = "phone" },
                    ]),
                    new("find", "No, please help me find someone"),
                ],
            }) { Card = "help" };
        }
    }

    /// <summary>Step 11: what is said about agreeing depends on who refers and on the age (domain 5.2). It is what the team asks about, never the authority itself.</summary>
    private static IEnumerable<SelfAsk> Agreeing(SelfAnswers a, DateOnly today)
    {
        yield return new("sharing", "What we share, with whom and why") { View = "/Referrals/SelfReferral/_Sharing.cshtml" };
        var child = a.Age(today) < 16;
        const string View = "/Referrals/SelfReferral/_Agreeing.cshtml";
        if (!child && a.IsMyself)
        {
            yield return new("agree", "Do you agree to be on the DSR?", Field("agree", SelfKind.Choice, "Do you agree to be on the DSR?", "whether you agree to be on the DSR", "Select yes if you agree to be on the DSR") with
            {
                Picture = "choose",
                Options = [new("yes", "Yes"), new("no", "No", "You can still send this. We will talk with you first"), new("not-sure", "I am not sure", "We will talk with you about it")],
            }) { Card = "agree", View = View };
            yield break;
        }
        if (!child)
        {
            yield return new("said-yes", "Have they said yes?", Field("said-yes", SelfKind.Choice, "Have they said yes?", "whether they have said yes", "Select whether they have said yes") with
            {
                Picture = "choose",
                Options =
                [
                    new("yes", "Yes, they will confirm it", "We will ask them ourselves", Fields: Field("reach-them", SelfKind.Text, "How can we reach them?", "how we can reach them", "Enter how we can reach them") with { Hint = "A phone number or an email address", Easy = "How can we reach the person?", Picture = "phone" }),
                    new("cannot-decide", "They cannot decide for themselves", "We will talk to people who know them"),
                    new("legal-power", "I have a legal power to decide for them", Fields: Field("power", SelfKind.Choice, "Which legal power?", "which legal power", "Select which legal power") with
                    {
                        Picture = "letter", Options = [new("lpa", "Lasting power of attorney for health and welfare"), new("deputy", "Deputy for personal welfare"), new("other", "Something else, or I am not sure")],
                    }),
                    new("do-not-know", "I do not know"),
                ],
            }) { Card = "agree", View = View };
            yield break;
        }
        if (a.Is("who", SelfAnswers.MyChild))
        {
            yield return new("parent-agrees", "Do you agree that your child is on the DSR?",
                Field("responsibility", SelfKind.Choice, "Do you have parental responsibility for them?", "whether you have parental responsibility", "Select yes if you have parental responsibility for them") with { Picture = "people", EasyWords = ["**Parental responsibility** is the right to decide for a child."], Options = YesNo },
                Field("parent-agrees", SelfKind.Choice, "Do you agree?", "whether you agree", "Select yes if you agree") with { Easy = "Do you agree that your child is on the DSR?", Picture = "choose", Options = YesNo })
                { Card = "agree", View = View };
        }
        else
        {
            yield return new("parent", "Does someone with parental responsibility agree?", Field("parent", SelfKind.Choice, "Does someone with parental responsibility agree?", "whether someone with parental responsibility agrees", "Select yes if someone with parental responsibility agrees") with
            {
                Picture = "people", EasyWords = ["**Parental responsibility** is the right to decide for a child."],
                Options =
                [
                    new("yes", "Yes", Fields:
                    [
                        Field("parent-name", SelfKind.Text, "Their name", "their name", "Enter the name of the person with parental responsibility") with { Rule = SelfRule.Name, Max = 100, Easy = "What is their name?", Picture = "people" },
                        Field("parent-phone", SelfKind.Text, "Their phone number", "their phone number", "Enter the phone number of the person with parental responsibility") with { Rule = SelfRule.Phone, Type = "tel", Width = 20, Easy = "What is their phone number?", Picture = "phone" },
                    ]),
                    new("no", "No"), new("not-sure", "I am not sure"),
                ],
            }) { Card = "agree", View = View };
        }
        var think = a.IsMyself ? "What do you think about being on the DSR?" : "What do they think about being on the DSR?";
        yield return new("childs-view", think, Field("childs-view", SelfKind.Long, think, "what the child thinks", a.IsMyself ? "Enter what you think about it" : "Enter what they think about it") with
        {
            Max = 1000, Hint = a.IsMyself ? null : "If you do not know, say so", Picture = "talk",
        }) { Card = "agree" };
    }

    private static IEnumerable<SelfAsk> Equality(SelfAnswers a)
    {
        var (your, are) = a.IsMyself ? ("your", "you") : ("their", "them");
        yield return new("why-we-ask", "Why we ask", Field("equality", SelfKind.Choice, $"Do you want to answer 3 more questions about {are}?", "whether you want to answer", "Select yes if you want to answer them") with
        {
            Hint = "They help us to see whether everyone gets help fairly. You do not have to answer", Picture = "question", EasyWords = ["They help us to be fair to everyone.", "You do not have to answer."],
            Options = [new("yes", "Yes"), new("no", "No, skip them")],
        }) { Card = "equality", View = "/Referrals/SelfReferral/_WhyWeAsk.cshtml" };
        if (!a.Is("equality", "yes")) yield break;

        yield return new("sex", $"What is {your} sex?", Field("sex", SelfKind.Choice, $"What is {your} sex?", "sex", "Select an answer, or select \"Prefer not to say\"") with
        {
            Picture = "person", Options = [new("Female", "Female"), new("Male", "Male"), new("Prefer not to say", "Prefer not to say")],
        }) { Card = "equality" };
        yield return new("gender", $"Is {your} gender the same as the sex registered at birth?", Field("gender", SelfKind.Choice, $"Is {your} gender the same as the sex registered at birth?", "gender", "Select an answer, or select \"Prefer not to say\"") with
        {
            Picture = "person", Options = [new("Yes", "Yes"), new("No", "No", Fields: Field("gender-words", SelfKind.Text, "What is the gender? (optional)", "gender in words") with { Max = 100, Picture = "pen", EasyWords = ["You can leave this empty."] }), new("Prefer not to say", "Prefer not to say")],
        }) { Card = "equality" };
        var groups = DraftWords.EthnicGroups.Where(group => group.Contains(':', StringComparison.Ordinal)).GroupBy(group => group.Split(':')[0]).ToList();
        yield return new("ethnic", $"What is {your} ethnic group?", Field("ethnic", SelfKind.Choice, $"What is {your} ethnic group?", "ethnic group", "Select an answer, or select \"Prefer not to say\"") with
        {
            Picture = "people", Options = [.. groups.Select(group => new SelfOption(group.Key, group.Key)), new("Arab", "Arab"), new("Any other ethnic group", "Any other ethnic group"), new("Prefer not to say", "Prefer not to say")],
        }) { Card = "equality" };
        if (groups.Find(group => group.Key == a.Text("ethnic")) is { } chosen)
        {
            yield return new("ethnic-more", $"Which of these is {your} background?", Field("ethnic-more", SelfKind.Choice, $"Which of these is {your} background?", "background", "Select an answer, or select \"Prefer not to say\"") with
            {
                Picture = "people", Options = [.. chosen.Select(each => new SelfOption(each, ReferralContent.Capital(each.Split(": ")[1]))), new("Prefer not to say", "Prefer not to say")],
            }) { Card = "equality" };
        }
    }

    private static IReadOnlyList<SelfOption> YesNo => [new("yes", "Yes"), new("no", "No"), new("not-sure", "I am not sure")];

    private static SelfField Field(string key, SelfKind kind, string label, string thing, string? missing = null) => new(key, kind, label, thing, missing);
}
