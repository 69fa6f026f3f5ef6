namespace Dsr.Consent;

/// <summary>A task of the assessment's list: what it is called and what it asks.</summary>
internal sealed record AssessmentTask(string Key, string Words, string Hint, IReadOnlyList<string> Fields)
{
    public const string Decision = "decision";
    public const string Ability = "ability";
    public const string Cause = "cause";
    public const string Holder = "holder";
    public const string People = "people";
    public const string Checklist = "checklist";

    public static readonly IReadOnlyList<AssessmentTask> All =
    [
        new(Decision, "The decision and the help to make it", "The exact decision, what was given and explained, who assessed, when",
            [nameof(AssessmentForm.ExactDecision), nameof(AssessmentForm.InformationGiven), nameof(AssessmentForm.HelpGiven), nameof(AssessmentForm.Assessor), nameof(AssessmentForm.AssessedOn)]),
        new(Ability, "Can they make it?", "Understand, keep in mind, use or weigh, communicate: each with how you know",
        [
            nameof(AssessmentForm.Understand), nameof(AssessmentForm.UnderstandHow), nameof(AssessmentForm.Retain), nameof(AssessmentForm.RetainHow),
            nameof(AssessmentForm.Weigh), nameof(AssessmentForm.WeighHow), nameof(AssessmentForm.Communicate), nameof(AssessmentForm.CommunicateHow),
        ]),
        new(Cause, "Because of what?", "The impairment or disturbance, and whether it is why they cannot decide",
            [nameof(AssessmentForm.Impairment), nameof(AssessmentForm.Caused), nameof(AssessmentForm.CausalLink), nameof(AssessmentForm.Regain), nameof(AssessmentForm.RegainWhen)]),
        new(Holder, "Who has the power to decide", "An attorney or a deputy for health and welfare, or nobody",
            [nameof(AssessmentForm.Holder), nameof(AssessmentForm.DocumentSeen), nameof(AssessmentForm.DocumentRegistered), nameof(AssessmentForm.DocumentCovers), nameof(AssessmentForm.DocumentScope)]),
        new(People, "Who was consulted", "Each person and what they thought; an advocate where there is nobody",
            [nameof(AssessmentForm.NobodyConsulted), nameof(AssessmentForm.Advocate), nameof(AssessmentForm.AdvocateWhy), nameof(AssessmentForm.ParentsConsulted)]),
        new(Checklist, "Best interests checklist", "Wishes, feelings, beliefs, values, less restrictive options, conclusion",
        [
            nameof(AssessmentForm.Assumptions), nameof(AssessmentForm.Circumstances), nameof(AssessmentForm.Participation), nameof(AssessmentForm.Wishes), nameof(AssessmentForm.Values),
            nameof(AssessmentForm.LessRestrictive), nameof(AssessmentForm.Conclusion), nameof(AssessmentForm.ReviewOn),
        ]),
    ];

    public static AssessmentTask? Of(string? key) => All.FirstOrDefault(task => task.Key == key);
}
