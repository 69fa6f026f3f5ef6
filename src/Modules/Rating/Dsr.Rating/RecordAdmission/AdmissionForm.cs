using System.ComponentModel.DataAnnotations;

namespace Dsr.Rating;

/// <summary>A stay in hospital as it is asked about: recorded at the admission, and changed when the person is moved or more becomes known.</summary>
internal sealed class AdmissionForm
{
    public const string Insert =
        """
        insert into rating_admission (
          id, person_id, hospital, admitted_on, legal_status, planned, review_before, out_of_area, secure, reviewed, known_before, rating_before, recorded_by_signature, recorded_at)
        values (
          @Id, @PersonId, @Hospital, @AdmittedOn, @LegalStatus, @Planned, @ReviewBefore, @OutOfArea, @Secure, @Reviewed, @KnownBefore, @RatingBefore, @Signature, @Now)
        """;

    public string Hospital { get; set; } = "";

    [Display(Name = "Date they were admitted")]
    public DateOnly? AdmittedOn { get; set; }

    public string LegalStatus { get; set; } = "";

    public string Where { get; set; } = "";

    public string Secure { get; set; } = "";

    public string Planned { get; set; } = "";

    public string ReviewBefore { get; set; } = "";

    public Stay Stay => new(AdmittedOn!.Value, Where == "out-of-area", Secure == "yes", Dsr.Rating.Stay.WasReviewed(ReviewBefore));

    public static string? Visits(Clocks clocks, DateOnly today, DateOnly born) => clocks.Find(ClockKind.Visit, today, born) is { } visit ? $"Out of the area, a commissioner visits at least every {visit.Words}" : null;

    /// <summary>The row; the rating before is null for somebody who was not on the register: a case to learn from (domain 7.2).</summary>
    public object Row(Guid id, Guid personId, string? ratingBefore, Viewer viewer, Work work) => new
    {
        Id = id, PersonId = personId, Hospital = Hospital.Trim(), AdmittedOn, LegalStatus = RatingWords.Of(RatingWords.LegalStatus, LegalStatus), Planned = Planned == "yes" ? "Yes" : "No",
        ReviewBefore = RatingWords.Of(RatingWords.ReviewBefore, ReviewBefore), Stay.OutOfArea, Stay.Secure, Reviewed = ReviewBefore, KnownBefore = ratingBefore is not null, RatingBefore = ratingBefore, viewer.Signature, work.Now,
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

    /// <summary>What an out-of-area hospital asks for.</summary>
    string? Visits { get; }
}
