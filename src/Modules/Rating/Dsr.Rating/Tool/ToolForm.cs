using System.ComponentModel.DataAnnotations;

namespace Dsr.Rating;

/// <summary>The answers to a rating tool, then what the professional proposes.</summary>
internal sealed class ToolForm
{
    public const string Complete = "complete";

    public const string Change = "change";

    public const string NoOne = "no-one";

    public static readonly IReadOnlyList<string> Groups = ["person", "family", "professionals"];

    /// <summary>Version of the tool that was answered: a newer one is not answered by the answers to an older.</summary>
    public string ToolVersion { get; set; } = "";

    public Dictionary<string, string> Answers { get; set; } = new(StringComparer.Ordinal);

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

    public sealed class Validator : AbstractValidator<ToolForm>
    {
        public Validator(OpenTool open) => RuleFor(form => form).CustomAsync(async (form, context, cancellationToken) =>
        {
            if (form.Step == Change || await open.FindAsync(cancellationToken) is not { } facts) return;
            foreach (var (field, error) in ToolRules.Faults(form, facts)) context.AddFailure(field, error);
        });
    }
}
