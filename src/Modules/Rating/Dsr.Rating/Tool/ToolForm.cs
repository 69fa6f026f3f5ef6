using System.ComponentModel.DataAnnotations;

namespace Dsr.Rating;

/// <summary>The answers to a rating tool, then what the professional proposes.</summary>
internal sealed class ToolForm
{
    public const string Complete = "complete";

    public const string Change = "change";

    public const string NoOne = "no-one";

    public static readonly IReadOnlyList<string> Groups = ["person", "family", "professionals"];

    /// <summary>The tool that was answered; the area's first for the person's age without it.</summary>
    public string Key { get; set; } = "";

    /// <summary>Version of the tool that was answered: a newer one is not answered by the answers to an older.</summary>
    public string ToolVersion { get; set; } = "";

    public Dictionary<string, string> Answers { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The dates of the questions that ask when.</summary>
    public Dictionary<string, When> Dates { get; set; } = new(StringComparer.Ordinal);

    public string Meaning { get; set; } = "";

    public string Hospital { get; set; } = "";

    [Display(Name = "Date they were admitted")]
    public DateOnly? AdmittedOn { get; set; }

    public string LegalStatus { get; set; } = "";

    public string Proposed { get; set; } = "";

    public string Difference { get; set; } = "";

    public List<string> DiscussedWith { get; set; } = [];

    [Display(Name = "Date you discussed it")]
    public DateOnly? DiscussedOn { get; set; }

    public string Step { get; set; } = "";

    /// <summary>The answers as they are kept: a date in the place of "yes, on".</summary>
    public IReadOnlyDictionary<string, string> Kept(RatingTool tool)
        => tool.Items.Where(item => Answers.ContainsKey(item.Key)).ToDictionary(
            item => item.Key,
            item => item.Kind == ItemKind.DateWindow && Answers[item.Key] == RatingTool.Yes ? Dates.GetValueOrDefault(item.Key)?.On is { } on ? Sql.Text(on) : "" : Answers[item.Key],
            StringComparer.Ordinal);

    public Suggestion Suggested(RatingTool tool, DateOnly today) => Suggestion.Of(tool, Kept(tool), Meaning, today);

    public sealed class When
    {
        [Display(Name = "Date it last happened")]
        public DateOnly? On { get; set; }
    }

    public sealed class Validator : AbstractValidator<ToolForm>
    {
        public Validator(OpenTool open) => RuleFor(form => form).CustomAsync(async (form, context, cancellationToken) =>
        {
            if (form.Step == Change || await open.FindAsync(cancellationToken) is not { } facts) return;
            foreach (var (field, error) in ToolRules.Faults(form, facts)) context.AddFailure(field, error);
        });
    }
}
