using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Dsr.Consent;

/// <summary>What is asked of an assessment of capacity and of a best interests decision (domain 5.3); saved a task at a time.</summary>
internal sealed class AssessmentForm
{
    public const string Add = "add";

    private static readonly Dictionary<string, PropertyInfo> Fields = typeof(AssessmentForm).GetProperties().ToDictionary(field => field.Name, StringComparer.Ordinal);

    public string ExactDecision { get; set; } = "";

    public List<string> InformationGiven { get; set; } = [];

    public string HelpGiven { get; set; } = "";

    public string Assessor { get; set; } = "";

    [Display(Name = "Date of the assessment")]
    public DateOnly? AssessedOn { get; set; }

    public string Understand { get; set; } = "";

    public string UnderstandHow { get; set; } = "";

    public string Retain { get; set; } = "";

    public string RetainHow { get; set; } = "";

    public string Weigh { get; set; } = "";

    public string WeighHow { get; set; } = "";

    public string Communicate { get; set; } = "";

    public string CommunicateHow { get; set; } = "";

    public string Impairment { get; set; } = "";

    public string Caused { get; set; } = "";

    public string CausalLink { get; set; } = "";

    public string Regain { get; set; } = "";

    public string RegainWhen { get; set; } = "";

    public string Holder { get; set; } = "";

    public string DocumentSeen { get; set; } = "";

    public string DocumentRegistered { get; set; } = "";

    public string DocumentCovers { get; set; } = "";

    public string DocumentScope { get; set; } = "";

    public string NobodyConsulted { get; set; } = "";

    public string Advocate { get; set; } = "";

    public string AdvocateWhy { get; set; } = "";

    public string ParentsConsulted { get; set; } = "";

    public string Who { get; set; } = "";

    public string Relation { get; set; } = "";

    public string ViewGiven { get; set; } = "";

    public string Step { get; set; } = "";

    /// <summary>True when a person who was consulted comes with the form.</summary>
    public bool Adds => Step == Add || Who.Length + Relation.Length + ViewGiven.Length > 0;

    public string Assumptions { get; set; } = "";

    public string Circumstances { get; set; } = "";

    public string Participation { get; set; } = "";

    public string Wishes { get; set; } = "";

    public string Values { get; set; } = "";

    public string LessRestrictive { get; set; } = "";

    public string Conclusion { get; set; } = "";

    [Display(Name = "Review date")]
    public DateOnly? ReviewOn { get; set; }

    /// <summary>The text of an answer as it is kept; empty when there is none.</summary>
    public string Kept(string field) => Fields[field].GetValue(this) switch
    {
        string text => text.Trim(),
        DateOnly date => Sql.Text(date),
        List<string> many => string.Join(',', many),
        _ => "",
    };

    /// <summary>Puts a kept answer back.</summary>
    public void Put(string field, string kept)
    {
        if (!Fields.TryGetValue(field, out var property)) return;
        property.SetValue(this, property.PropertyType == typeof(DateOnly?) ? kept.Length == 0 ? null : DateOnly.ParseExact(kept, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : property.PropertyType == typeof(List<string>) ? kept.Split(',', StringSplitOptions.RemoveEmptyEntries).ToList()
            : kept);
    }

    public sealed class Validator : AbstractValidator<AssessmentForm>
    {
        public Validator(OpenDecision open) => RuleFor(form => form).CustomAsync(async (form, context, cancellationToken) =>
        {
            if (await open.FindAsync(cancellationToken) is not { Assessment: { } assessment } facts || AssessmentTask.Of(open.Task) is not { } task) return;
            var adds = task.Key == AssessmentTask.People && form.Adds;
            if (adds)
                foreach (var (field, error) in AssessmentRules.OfConsulted(form)) context.AddFailure(field, error);
            if (form.Step == Add && adds) return;
            foreach (var (field, error) in AssessmentRules.Faults(task.Key, form, assessment.Consulted.Count + (adds ? 1 : 0), facts)) context.AddFailure(field, error);
        });
    }
}

/// <summary>Somebody who was asked what would be best for the person, and what they thought.</summary>
internal sealed record Consulted(Guid Id, string Who, string Relation, string ViewGiven);
