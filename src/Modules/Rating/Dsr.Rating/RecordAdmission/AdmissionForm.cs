using System.ComponentModel.DataAnnotations;

namespace Dsr.Rating;

/// <summary>A stay in hospital as it is asked about: recorded at the admission, and changed when the person is moved or more becomes known.</summary>
internal sealed class AdmissionForm
{
    public const string Insert =
        """
        insert into rating_admission (
          id, person_id, hospital, admitted_on, legal_status, planned, review_before, out_of_area, secure, reviewed, known_before, rating_before, has_plan, recorded_by_signature, recorded_at)
        values (
          @Id, @PersonId, @Hospital, @AdmittedOn, @LegalStatus, @Planned, @ReviewBefore, @OutOfArea, @Secure, @Reviewed, @KnownBefore, @RatingBefore, @HasPlan, @Signature, @Now)
        """;

    public string Hospital { get; set; } = "";

    [Display(Name = "Date they were admitted")]
    public DateOnly? AdmittedOn { get; set; }

    public string LegalStatus { get; set; } = "";

    public string Where { get; set; } = "";

    public string Secure { get; set; } = "";

    public string Planned { get; set; } = "";

    public string ReviewBefore { get; set; } = "";

    /// <summary>Whether an adult young enough has an education, health and care plan: <c>yes</c>, <c>no</c> or <c>not-known</c>.</summary>
    public string Plan { get; set; } = "";

    public Stay Stay => new(AdmittedOn!.Value, Where == "out-of-area", Secure == "yes", Dsr.Rating.Stay.WasReviewed(ReviewBefore), Plan == "yes");

    public static string? Visits(Clocks clocks, DateOnly today, DateOnly born) => clocks.Find(ClockKind.Visit, today, born) is { } visit ? $"Out of the area, a commissioner visits at least every {visit.Words}" : null;

    /// <summary>From 18 until 25 a plan decides whether the review in hospital is a CTR or a CETR, and by which clock (domain 1.2, 1.5).</summary>
    public static bool AsksPlan(DateOnly born, DateOnly on) => Anniversary.Age(born, on) is >= Clocks.AdultFrom and <= Clocks.PlanUntil;

    /// <summary>What is wrong with the answers for this person, beyond what the form alone shows.</summary>
    public void Refuse(string firstName, DateOnly born)
    {
        if (AdmittedOn < born) throw new RefusedException("Admission.AdmittedOn", $"Date they were admitted must be after {firstName} was born, {Words.Date(born)}");
        if (AsksPlan(born, AdmittedOn!.Value) && Plan is not ("yes" or "no" or "not-known")) throw new RefusedException("Admission.Plan", "Select yes if they have an education, health and care plan");
    }

    /// <summary>The row; the rating before is null for somebody who was not on the register: a case to learn from (domain 7.2).</summary>
    public object Row(Guid id, Guid personId, string? ratingBefore, Viewer viewer, Work work) => new
    {
        Id = id, PersonId = personId, Hospital = Hospital.Trim(), AdmittedOn, LegalStatus = RatingWords.Of(RatingWords.LegalStatus, LegalStatus), Planned = Planned == "yes" ? "Yes" : "No",
        ReviewBefore = RatingWords.Of(RatingWords.ReviewBefore, ReviewBefore), Stay.OutOfArea, Stay.Secure, Reviewed = ReviewBefore, KnownBefore = ratingBefore is not null, RatingBefore = ratingBefore, HasPlan = Plan switch { "yes" => true, "no" => false, _ => (bool?)null }, viewer.Signature, work.Now,
    };

    public sealed class Validator : AbstractValidator<AdmissionForm>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Hospital)
                .NotEmpty().WithMessage("Enter the name of the hospital")
                .MaximumLength(200).WithMessage("Hospital must be 200 characters or less");
            RuleFor(form => form.AdmittedOn)
                .NotNull().WithMessage("Enter the date they were admitted")
                .Must(on => on is null || on <= clock.Today()).WithMessage("Date they were admitted must be today or in the past");
            RuleFor(form => form.LegalStatus).Must(status => RatingWords.Has(RatingWords.LegalStatus, status)).WithMessage("Select their legal status");
            RuleFor(form => form.Where).Must(where => where is "in-area" or "out-of-area").WithMessage("Select whether the hospital is in the area");
            RuleFor(form => form.Secure).Must(answer => answer is "yes" or "no").WithMessage("Select yes if it is a secure hospital");
            RuleFor(form => form.Planned).Must(answer => answer is "yes" or "no").WithMessage("Select yes if it was planned");
            RuleFor(form => form.ReviewBefore).Must(answer => RatingWords.Has(RatingWords.ReviewBefore, answer)).WithMessage("Select whether there was a review before the admission");
        }
    }
}

/// <summary>A page that asks about a stay, for the partial view that shows the questions.</summary>
internal interface IAdmissionPage
{
    AdmissionForm Admission { get; }

    DateOnly Today { get; }

    DateOnly BornOn { get; }

    /// <summary>What an out-of-area hospital asks for.</summary>
    string? Visits { get; }
}
