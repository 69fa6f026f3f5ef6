namespace Dsr.Rating;

/// <summary>What a completed tool must hold.</summary>
internal static class ToolRules
{
    public static IEnumerable<(string Field, string Error)> Faults(ToolForm form, ToolFacts facts)
    {
        foreach (var item in facts.Tool.Items)
        {
            var answer = form.Answers.GetValueOrDefault(item.Key);
            if (item.Kind == ItemKind.DateWindow && answer == RatingTool.Yes)
            {
                var field = $"Dates[{item.Key}].On";
                if (form.Dates.GetValueOrDefault(item.Key)?.On is not { } last) yield return (field, $"Enter the date of \"{item.Words}\"");
                else if (last > facts.Today) yield return (field, "Date it last happened must be today or in the past");
                else if (last < facts.BornOn) yield return (field, $"Date it last happened must be after {facts.FirstName} was born, {Words.Date(facts.BornOn)}");
            }
            else if (!item.Takes(answer) || (item.Kind == ItemKind.DateWindow && answer is not (RatingTool.No or RatingTool.NotKnown)))
            {
                yield return ($"Answers[{item.Key}]", item.Kind == ItemKind.Scale ? $"Select an answer for \"{item.Words}\"" : $"Select yes, no or not known for \"{item.Words}\"");
            }
        }

        if (!RatingArea.Colours.Contains(form.Meaning)) yield return (nameof(form.Meaning), $"Select the meaning that fits {facts.FirstName} today");
        else if (form.Meaning == "blue")
        {
            if (string.IsNullOrWhiteSpace(form.Hospital)) yield return (nameof(form.Hospital), "Enter the name of the hospital");
            else if (form.Hospital.Length > 200) yield return (nameof(form.Hospital), "Hospital must be 200 characters or less");
            if (form.AdmittedOn is not { } admitted) yield return (nameof(form.AdmittedOn), "Enter the date they were admitted");
            else if (admitted > facts.Today) yield return (nameof(form.AdmittedOn), "Date they were admitted must be today or in the past");
            else if (admitted < facts.BornOn) yield return (nameof(form.AdmittedOn), $"Date they were admitted must be after {facts.FirstName} was born, {Words.Date(facts.BornOn)}");
            if (!RatingWords.Has(RatingWords.LegalStatus, form.LegalStatus)) yield return (nameof(form.LegalStatus), "Select their legal status");
        }

        if (form.Step != ToolForm.Complete) yield break;

        if (form.ToolVersion != facts.Tool.Version || form.Key != facts.Tool.Key) yield return (nameof(form.Meaning), "The tool changed while you were answering. Check each answer again");
        if (!RatingArea.Colours.Contains(form.Meaning)) yield break;
        if (!Offered(form.Meaning).Contains(form.Proposed)) yield return (nameof(form.Proposed), "Select the rating you propose");
        else if (form.Proposed != form.Suggested(facts.Tool, facts.Today).Rating && string.IsNullOrWhiteSpace(form.Difference)) yield return (nameof(form.Difference), "Enter why you propose a different rating from the one the tool suggests");
        if (form.Difference.Length > 1000) yield return (nameof(form.Difference), "Reason must be 1,000 characters or less");

        var discussed = form.DiscussedWith.Intersect(ToolForm.Groups, StringComparer.Ordinal).Any();
        if (!discussed && !form.DiscussedWith.Contains(ToolForm.NoOne)) yield return (nameof(form.DiscussedWith), "Select who you discussed this with");
        else if (discussed && form.DiscussedWith.Contains(ToolForm.NoOne)) yield return (nameof(form.DiscussedWith), "Select who you discussed this with, or select \"Not discussed with anyone yet\"");
        if (!discussed) yield break;
        if (form.DiscussedOn is not { } on) yield return (nameof(form.DiscussedOn), "Enter the date you discussed it");
        else if (on > facts.Today) yield return (nameof(form.DiscussedOn), "Date you discussed it must be today or in the past");
        else if (on < facts.BornOn) yield return (nameof(form.DiscussedOn), $"Date you discussed it must be after {facts.FirstName} was born, {Words.Date(facts.BornOn)}");
    }

    /// <summary>Blue is a fact, not a judgement: someone in hospital is blue, and nobody else can be proposed so.</summary>
    public static IReadOnlyList<string> Offered(string meaning) => meaning == "blue" ? ["blue"] : ["red", "amber", "green"];

    /// <summary>Who it was discussed with, in words.</summary>
    public static string With(IEnumerable<string> groups, string firstName)
    {
        var words = groups.Select(group => group switch { "person" => firstName, "family" => "parent, carer or family", "professionals" => "other professionals", _ => null }).OfType<string>().ToList();
        return words.Count == 0 ? "Not discussed with anyone yet" : string.Join(", ", words);
    }
}
