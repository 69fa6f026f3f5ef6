using System.ComponentModel.DataAnnotations;
using Dsr.Rating.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Rating;

/// <summary>Record an admission to a mental health hospital: blue is a fact, set by this and not by scoring (domain 3.3, 6.3).</summary>
[Needs("ratings.admission", Roles.Clinical)]
internal sealed class RecordAdmissionPage(Db db, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    private const string PersonSql =
        """
        select first_name, born_on, rating, version
        from rating_person
        where id = @Id
        """;

    private const string Insert =
        """
        insert into rating_admission (id, person_id, hospital, admitted_on, legal_status, planned, review_before, recorded_by_signature, recorded_at)
        values (@Id, @PersonId, @Hospital, @AdmittedOn, @LegalStatus, @Planned, @ReviewBefore, @Signature, @Now)
        """;

    [BindProperty]
    public Form Admission { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return false;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = row.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return NotFound();
        if (row.Rating == "blue") return this.Invalid("Admission.Hospital", "They are in a mental health hospital already: record that discharge first");
        if (Admission.AdmittedOn < row.BornOn) return this.Invalid("Admission.AdmittedOn", $"Date they were admitted must be after {row.FirstName} was born, {Words.Date(row.BornOn)}");

        var next = await db.WriteAsync(async work =>
        {
            var (id, on) = (Guid.CreateVersion7(work.Now), Admission.AdmittedOn!.Value);
            await work.ExecuteAsync(Insert, new
            {
                Id = id,
                PersonId = person.Id,
                Hospital = Admission.Hospital.Trim(),
                AdmittedOn = on,
                LegalStatus = RatingWords.Of(RatingWords.LegalStatus, Admission.LegalStatus),
                Planned = Admission.Planned == "yes" ? "Yes" : "No",
                ReviewBefore = RatingWords.Of(RatingWords.ReviewBefore, Admission.ReviewBefore),
                viewer.Signature,
                work.Now,
            });
            await new RatingChange(person.Id, "blue", "admission", on, Admission.Reason.Trim(), true, "Admitted to a mental health hospital", null, viewer.Signature) { By = viewer.UserId, Version = Version }.ActAsync(work, areas);
            await work.PublishAsync(new PersonAdmitted(id, person.Id, on, viewer.Signature, work.Now));
            return Links.Person.Page(person.Reference, "ratings");
        }, cancellationToken);

        return this.Done("Admission recorded.", next);
    }

    public sealed class Form
    {
        public string Hospital { get; set; } = "";

        [Display(Name = "Date they were admitted")]
        public DateOnly? AdmittedOn { get; set; }

        public string LegalStatus { get; set; } = "";

        public string Planned { get; set; } = "";

        public string ReviewBefore { get; set; } = "";

        public string Reason { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
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
            RuleFor(form => form.Planned).Must(answer => answer is "yes" or "no").WithMessage("Select yes if it was planned");
            RuleFor(form => form.ReviewBefore).Must(answer => RatingWords.Has(RatingWords.ReviewBefore, answer)).WithMessage("Select whether there was a review before the admission");
            RuleFor(form => form.Reason)
                .NotEmpty().WithMessage("Enter why they were admitted")
                .MaximumLength(1000).WithMessage("Reason must be 1,000 characters or less");
        }
    }

    private sealed record Row(string FirstName, DateOnly BornOn, string? Rating, int Version);
}
