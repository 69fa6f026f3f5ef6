using System.ComponentModel.DataAnnotations;

namespace Dsr.Consent;

/// <summary>A no, to one C(E)TR or to being on the register (domain 5.1): nothing changes in the care they get, an advocate and other kinds of review are offered.</summary>
internal sealed class RefusalForm
{
    [Display(Name = "Date they decided")]
    public DateOnly? DecidedOn { get; set; }

    public string SaidBy { get; set; } = "";

    public string Said { get; set; } = "";

    public string Why { get; set; } = "";

    public string Told { get; set; } = "";

    public string Advocate { get; set; } = "";

    public string OtherReviews { get; set; } = "";

    public sealed class Validator : AbstractValidator<RefusalForm>
    {
        public Validator(OpenDecision open) => RuleFor(form => form).CustomAsync(async (form, context, cancellationToken) =>
        {
            if (await open.FindAsync(cancellationToken) is not { } facts) return;
            foreach (var (field, error) in Refusal.Faults(form, facts)) context.AddFailure(field, error);
        });
    }
}

internal static class Refusal
{
    private const string Insert =
        """
        insert into consent_refusal (id, person_id, cetr_id, decided_on, said_by, words, why, advocate, other_reviews, recorded_by_signature, recorded_at)
        values (@Id, @PersonId, @CetrId, @DecidedOn, @SaidBy, @Said, @Why, @Advocate, @OtherReviews, @Signature, @Now)
        """;

    public static IEnumerable<(string Field, string Error)> Faults(RefusalForm form, DecisionFacts facts)
        => new[]
        {
            form.DecidedOn is not { } on ? (nameof(form.DecidedOn), "Enter the date they decided")
                : on > facts.Today ? (nameof(form.DecidedOn), "Date they decided must be today or in the past")
                : facts.Cetr is { } cetr && on < cetr.OfferedOn ? (nameof(form.DecidedOn), $"Date they decided must be the same as or after the day it was offered, {Words.Date(cetr.OfferedOn)}")
                : on < facts.BornOn ? (nameof(form.DecidedOn), $"Date they decided must be after {facts.FirstName} was born, {Words.Date(facts.BornOn)}")
                : ("", ""),
            Answer.Text(form.SaidBy, nameof(form.SaidBy), "Enter who said no", "Who said no", 200),
            Answer.Text(form.Said, nameof(form.Said), "Enter how they said or showed it", "How they said or showed it", 2000),
            Answer.Text(form.Why, nameof(form.Why), null, "Reason", 1000),
            form.Told != "yes" ? (nameof(form.Told), "Tell them both sentences, then select yes") : ("", ""),
            form.Advocate is not ("wanted" or "not-wanted") ? (nameof(form.Advocate), "Offer an advocate, then select what they said") : ("", ""),
            Answer.Text(form.OtherReviews, nameof(form.OtherReviews), "Enter which other kinds of review were offered, and what they said", "Other kinds of review", 2000),
        }.Where(fault => fault.Item2.Length > 0);

    public static Task KeepAsync(Work work, RefusalForm form, Guid personId, Guid? cetrId, string signature)
        => work.ExecuteAsync(Insert, new
        {
            Id = Ids.New(work.Now), PersonId = personId, CetrId = cetrId, form.DecidedOn, SaidBy = form.SaidBy.Trim(), Said = form.Said.Trim(), Why = string.IsNullOrWhiteSpace(form.Why) ? null : form.Why.Trim(),
            form.Advocate, OtherReviews = form.OtherReviews.Trim(), Signature = signature, work.Now,
        });

    public static IEnumerable<(string Question, string Answer)> Lines(Row row) =>
    [
        ("How they said or showed it", row.Words),
        ("Reason", row.Why ?? "Not offered"),
        ("Advocate offered", row.Advocate == "wanted" ? "Yes, and they want one" : "Yes, and they do not want one"),
        ("Other kinds of review offered", row.OtherReviews),
    ];

    public sealed record Row(string Words, string? Why, string Advocate, string OtherReviews);
}
