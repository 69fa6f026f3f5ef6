using System.ComponentModel.DataAnnotations;

namespace Dsr.Consent;

/// <summary>Everything that may be asked about a decision; which of it is asked follows from the route and the age.</summary>
internal sealed class DecisionForm
{
    [Display(Name = "Date they decided")]
    public DateOnly? DecidedOn { get; set; }

    public string DecidedBy { get; set; } = "";

    public string HowGiven { get; set; } = "";

    public List<string> GivenToHelp { get; set; } = [];

    public string Evidence { get; set; } = "";

    public List<string> MayBeTold { get; set; } = [];

    public string NotToBeTold { get; set; } = "";

    public string Relationship { get; set; } = "";

    public string ParentalBasis { get; set; } = "";

    public string LegalOrder { get; set; } = "";

    public string ChildsView { get; set; } = "";

    /// <summary>Whether the child agrees with who decides for them: <c>yes</c>, <c>no</c>, or <c>cannot-say</c>.</summary>
    public string ChildAgrees { get; set; } = "";

    /// <summary>How it was settled that the child does not agree; empty while it is not.</summary>
    public string Settled { get; set; } = "";

    public string CompetenceHow { get; set; } = "";

    public string CompetenceBy { get; set; } = "";

    public string OrdinaryResidence { get; set; } = "";

    public List<string> RiskFactors { get; set; } = [];

    public string BoardDecision { get; set; } = "";

    public string NotCompetent { get; set; } = "";

    public string ParentsView { get; set; } = "";

    public sealed class Validator : AbstractValidator<DecisionForm>
    {
        public Validator(OpenDecision open) => RuleFor(form => form).CustomAsync(async (form, context, cancellationToken) =>
        {
            if (await open.FindAsync(cancellationToken) is not { } facts) return;
            foreach (var (field, error) in DecisionRules.Faults(form, facts)) context.AddFailure(field, error);
        });
    }
}
