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

    public string GivenVersion { get; set; } = "";

    public string Evidence { get; set; } = "";

    public List<string> MayBeTold { get; set; } = [];

    public string NotToBeTold { get; set; } = "";

    public string Relationship { get; set; } = "";

    public string ParentalBasis { get; set; } = "";

    public string LegalOrder { get; set; } = "";

    public string ChildsView { get; set; } = "";

    public string CompetenceHow { get; set; } = "";

    public string CompetenceBy { get; set; } = "";

    public string DocumentSeen { get; set; } = "";

    public string DocumentRegistered { get; set; } = "";

    public string DocumentScope { get; set; } = "";

    public string ExactDecision { get; set; } = "";

    public string HelpGiven { get; set; } = "";

    public string Understand { get; set; } = "";

    public string UnderstandHow { get; set; } = "";

    public string Retain { get; set; } = "";

    public string RetainHow { get; set; } = "";

    public string Weigh { get; set; } = "";

    public string WeighHow { get; set; } = "";

    public string Communicate { get; set; } = "";

    public string CommunicateHow { get; set; } = "";

    public string Impairment { get; set; } = "";

    public string CausalLink { get; set; } = "";

    public string Regain { get; set; } = "";

    public string Wishes { get; set; } = "";

    public string Consulted { get; set; } = "";

    public string ParentsConsulted { get; set; } = "";

    public string LessRestrictive { get; set; } = "";

    public string Advocate { get; set; } = "";

    public string Conclusion { get; set; } = "";

    public sealed class Validator : AbstractValidator<DecisionForm>
    {
        public Validator(OpenDecision open) => RuleFor(form => form).CustomAsync(async (form, context, cancellationToken) =>
        {
            if (await open.FindAsync(cancellationToken) is not { } facts) return;
            foreach (var (field, error) in DecisionRules.Faults(form, facts)) context.AddFailure(field, error);
        });
    }
}
