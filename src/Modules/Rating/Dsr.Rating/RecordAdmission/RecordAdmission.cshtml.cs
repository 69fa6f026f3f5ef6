using System.ComponentModel.DataAnnotations;
using Dsr.Rating.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Rating;

/// <summary>Record an admission to a mental health hospital: blue is a fact, set by this and not by scoring (domain 3.3, 6.3). What was known and done before it is kept to learn from (domain 7.2).</summary>
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
        insert into rating_admission (
          id, person_id, hospital, admitted_on, legal_status, planned, review_before, out_of_area, secure, reviewed, known_before, rating_before, recorded_by_signature, recorded_at)
        values (
          @Id, @PersonId, @Hospital, @AdmittedOn, @LegalStatus, @Planned, @ReviewBefore, @OutOfArea, @Secure, @Reviewed, @KnownBefore, @RatingBefore, @Signature, @Now)
        """;

    private const string RatingOn =
        """
        select to_rating
        from rating_change
        where person_id = @Id
        and since_on <= @on
        order by place desc
        limit 1
        """;

    [BindProperty]
    public Form Admission { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Row Person { get; private set; } = null!;

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public RatingArea Rules => areas[person.Area].Section<RatingArea>("rating");

    public string? Visits => Rules.Times.Find(ClockKind.Visit, Today, Person.BornOn) is { } visit ? $"Out of the area, a commissioner visits at least every {visit.Words}" : null;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return false;
        Person = row;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = row.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var row = await work.FirstAsync<Row>(PersonSql, new { person.Id }) ?? throw new LostRaceException();
                if (row.Rating == "blue") throw new RefusedException("Admission.Hospital", "They are in a mental health hospital already: record that discharge first");
                var on = Admission.AdmittedOn!.Value;
                if (on < row.BornOn) throw new RefusedException("Admission.AdmittedOn", $"Date they were admitted must be after {row.FirstName} was born, {Words.Date(row.BornOn)}");

                var (id, stay) = (Guid.CreateVersion7(work.Now), new Stay(on, Admission.Where == "out-of-area", Admission.Secure == "yes", Stay.WasReviewed(Admission.ReviewBefore)));
                var before = await work.FirstAsync<string>(RatingOn, new { person.Id, on });
                await work.ExecuteAsync(Insert, new
                {
                    Id = id, PersonId = person.Id, Hospital = Admission.Hospital.Trim(), AdmittedOn = on, LegalStatus = RatingWords.Of(RatingWords.LegalStatus, Admission.LegalStatus),
                    Planned = Admission.Planned == "yes" ? "Yes" : "No", ReviewBefore = RatingWords.Of(RatingWords.ReviewBefore, Admission.ReviewBefore),
                    stay.OutOfArea, stay.Secure, Reviewed = Admission.ReviewBefore, KnownBefore = before is not null, RatingBefore = before, viewer.Signature, work.Now,
                });
                await new RatingChange(person.Id, "blue", "admission", on, Admission.Reason.Trim(), true, "Admitted to a mental health hospital", null, viewer.Signature) { Stay = stay, By = viewer.UserId, Version = Version }.ActAsync(work, areas);
                await work.PublishAsync(new PersonAdmitted(id, person.Id, on, viewer.Signature, work.Now, stay.OutOfArea, before is not null, before, Admission.ReviewBefore));
                return Links.Person.Page(person.Reference, "ratings");
            }, cancellationToken);
            return this.Done("Admission recorded.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    public sealed class Form
    {
        public string Hospital { get; set; } = "";

        [Display(Name = "Date they were admitted")]
        public DateOnly? AdmittedOn { get; set; }

        public string LegalStatus { get; set; } = "";

        public string Where { get; set; } = "";

        public string Secure { get; set; } = "";

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
            RuleFor(form => form.Where).Must(where => where is "in-area" or "out-of-area").WithMessage("Select whether the hospital is in the area");
            RuleFor(form => form.Secure).Must(answer => answer is "yes" or "no").WithMessage("Select yes if it is a secure hospital");
            RuleFor(form => form.Planned).Must(answer => answer is "yes" or "no").WithMessage("Select yes if it was planned");
            RuleFor(form => form.ReviewBefore).Must(answer => RatingWords.Has(RatingWords.ReviewBefore, answer)).WithMessage("Select whether there was a review before the admission");
            RuleFor(form => form.Reason)
                .NotEmpty().WithMessage("Enter why they were admitted")
                .MaximumLength(1000).WithMessage("Reason must be 1,000 characters or less");
        }
    }

    public sealed record Row(string FirstName, DateOnly BornOn, string? Rating, int Version);
}
