namespace Dsr.Referrals;

/// <summary>The answers of a self-referral in words, for the team and for the page that is checked.</summary>
internal static class SelfWords
{
    public static string Need(string need) => need switch
    {
        "easy-read" => "Easy read",
        "large-print" => "Large print",
        "interpreter" => "An interpreter",
        "bsl" => "British Sign Language",
        "audio" => "Audio",
        "someone-with-me" => "Someone with them",
        _ => need,
    };

    public static string SafeContact(SelfAnswers a) => string.Join("\n", new[]
    {
        a.Is("message-safe", "no") ? "It is not safe to leave a message" : a.Is("message-safe", "yes") ? "It is safe to leave a message" : "",
        a.Has("times") ? $"Best times: {a.Text("times").Trim()}" : "",
        a.Text("safe-notes").Trim(),
    }.Where(line => line.Length > 0));

    /// <summary>How the sender asked to be contacted, with what is needed for it.</summary>
    public static string Contact(SelfAnswers a) => a.Text("contact") switch
    {
        "phone" => $"Phone: {a.Text("phone")}",
        "text" => $"Text message: {a.Text("mobile")}",
        "email" => $"Email: {a.Text("email")}",
        "letter" => $"Letter: {a.Text("letter")}",
        "someone" => $"Someone they trust: {a.Text("someone-name")}, {a.Text("someone-phone")}",
        _ => "",
    };

    public static string Worker(SelfAnswers a) => a.Is("helper", "yes") ? $"{a.Text("helper-name").Trim()}, {a.Text("helper-job").Trim()}, {a.Text("helper-phone").Trim()} (helps with this referral)" : "";

    public static string Responsibility(SelfAnswers a)
        => a.Is("parent", "yes") ? $"{a.Text("parent-name").Trim()}, {a.Text("parent-phone").Trim()} (parental responsibility)"
        : a.Is("responsibility", "yes") ? $"{a.Text("your-name").Trim()} (parental responsibility)" : "";

    /// <summary>A legal power that the sender says they have. Nobody has seen it yet.</summary>
    public static string Power(SelfAnswers a, string power)
        => a.Is("said-yes", "legal-power") && a.Is("power", power) ? $"{a.Text("your-name").Trim()} (says so; not seen yet)" : "";

    /// <summary>Who sent it for somebody else, how they know them, and a power whose kind they do not know.</summary>
    public static string Sender(SelfAnswers a)
        => a.IsMyself ? "" : $"{a.Signature}. {a.Text("your-relation")}".Trim() + (a.Is("said-yes", "legal-power") && !a.Is("power", "lpa") && !a.Is("power", "deputy") ? ". A legal power, kind not sure (not seen yet)" : "");

    /// <summary>What was said about agreeing. It is not the authority: the team records that.</summary>
    public static string Agreeing(SelfAnswers a)
    {
        var said = a.Text("agree") switch { "yes" => "The person says that they agree.", "no" => "The person says that they do not agree. Talk with them first.", "not-sure" => "The person is not sure. Talk with them first.", _ => "" };
        if (said.Length == 0)
            said = a.Text("said-yes") switch
            {
                "yes" => $"The sender says that the person has said yes and will confirm it. How to reach the person: {a.Text("reach-them").Trim()}.",
                "cannot-decide" => "The sender says that the person cannot decide for themselves.",
                "legal-power" => "The sender says that they have a legal power to decide. See the document before you rely on it.",
                "do-not-know" => "The sender does not know whether the person has said yes.",
                _ => "",
            };
        if (said.Length == 0)
            said = a.Text("parent-agrees") switch { "yes" => "The parent or guardian says that they agree.", "no" => "The parent or guardian says that they do not agree.", "not-sure" => "The parent or guardian is not sure.", _ => "" };
        if (said.Length == 0)
            said = a.Text("parent") switch { "yes" => $"The sender says that {a.Text("parent-name").Trim()}, who has parental responsibility, agrees. Phone: {a.Text("parent-phone").Trim()}.", "no" => "The sender says that no one with parental responsibility agrees.", "not-sure" => "The sender is not sure whether someone with parental responsibility agrees.", _ => "" };
        return a.Has("childs-view") ? $"{said}\nWhat the child thinks: {a.Text("childs-view").Trim()}" : said;
    }

    /// <summary>What the team has to find out before it can decide.</summary>
    public static IReadOnlyList<string> Missing(SelfAnswers a)
    {
        List<string> missing = [];
        if (a.Is("helper", "find")) missing.Add("Needs a helper: find a health or social care worker who can help with this referral");
        if (a.Number is null) missing.Add("NHS number");
        if (a.Is("home", "do-not-know")) missing.Add("Where the person lives");
        else if (a.Is("home", "address") && !a.Has("postcode")) missing.Add("Postcode");
        if (!a.Is("gp", "yes")) missing.Add("GP surgery");
        if (a.Text("diagnosis") is "do-not-know" or "waiting") missing.Add("A confirmed diagnosis");
        missing.Add("A lawful decision, made and recorded with the person");
        missing.Add("The rating tool, completed with the person or someone who knows them");
        return missing;
    }

    /// <summary>The value of a field in words.</summary>
    public static string Value(SelfField field, SelfAnswers answers) => field.Kind switch
    {
        SelfKind.Choice or SelfKind.Ticks => string.Join("\n", field.Options.Where(option => answers.All(field.Key).Contains(option.Value)).Select(option => option.Label)),
        SelfKind.Date => answers.Born is { } born ? Words.Date(born) : "",
        SelfKind.People => string.Join("\n", answers.Helpers.Select(helper => helper.Words)),
        SelfKind.Text when field.Rule == SelfRule.NhsNumber => NhsNumber.TryParse(answers.Text(field.Key), out var digits) ? Words.NhsNumber(digits) : answers.Text(field.Key),
        _ => answers.Text(field.Key),
    };
}
