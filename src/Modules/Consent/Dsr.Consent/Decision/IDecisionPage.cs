namespace Dsr.Consent;

/// <summary>A page with the decision's form, for the partial view that shows its fields.</summary>
internal interface IDecisionPage
{
    DecisionForm Decision { get; }

    DecisionFacts Facts { get; }
}
