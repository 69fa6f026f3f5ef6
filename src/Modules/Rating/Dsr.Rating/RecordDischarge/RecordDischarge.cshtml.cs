using System.ComponentModel.DataAnnotations;
using Dsr.Rating.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Rating;

/// <summary>Record a discharge: red, held for at least two weeks (domain 6.3).</summary>
[Needs("ratings.admission", Roles.Clinical)]
internal sealed class RecordDischargePage(Db db, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    // an imported blue has no admission of ours: its discharge makes one
    private const string StaySql =
        """
        select p.first_name, p.since_on, p.version, a.id, a.hospital, a.admitted_on
        from rating_person p
        left join rating_admission a on a.person_id = p.id and a.discharged_on is null
        where p.id = @Id
        and p.rating = 'blue'
        order by a.admitted_on desc
        limit 1
        """;

    private const string InsertUnknown =
        """
        insert into rating_admission (id, person_id, hospital, admitted_on, legal_status, planned, review_before, recorded_by_signature, recorded_at)
        values (@Id, @PersonId, 'Not known', @AdmittedOn, 'Not known', 'Not known', 'Not known', @Signature, @Now)
        """;

    private const string Update =
        """
        update rating_admission
        set discharged_on = @On, hold_until = @HoldUntil, discharge_words = @Words, discharge_recorded_by_signature = @Signature, discharge_recorded_at = @Now
        where person_id = @PersonId
        and discharged_on is null
        """;

    [BindProperty]
    public Form Discharge { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Open? InHospital { get; private set; }

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public RatingArea Rules => areas[person.Area].Section<RatingArea>("rating");

    public string Hold => Rules.Times.Find(ClockKind.DischargeHold, Today).Words;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        InHospital = await db.FirstAsync<Open>(StaySql, new { person.Id }, cancellationToken);
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = InHospital?.Version ?? 0;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var stay = await work.FirstAsync<Open>(StaySql, new { person.Id }) ?? throw new RefusedException("", "They are not in a mental health hospital");
                var (admitted, on) = (stay.AdmittedOn ?? stay.SinceOn, Discharge.DischargedOn!.Value);
                if (on < admitted) throw new RefusedException("Discharge.DischargedOn", $"Discharge date must be the same as or after admission date, {Words.Date(admitted)}");

                var (id, holdUntil) = (stay.Id ?? Ids.New(work.Now), Rules.Times.Find(ClockKind.DischargeHold, on).Due(on));
                if (stay.Id is null) await work.ExecuteAsync(InsertUnknown, new { Id = id, PersonId = person.Id, AdmittedOn = admitted, viewer.Signature, work.Now });
                await work.ExecuteAsync(Update, new { On = on, HoldUntil = holdUntil, Words = Discharge.Words.Trim(), viewer.Signature, work.Now, PersonId = person.Id });
                await new RatingChange(person.Id, Rules.DischargeRating, "discharge", on, Discharge.Words.Trim(), true, "Discharged from a mental health hospital", null, viewer.Signature) { HoldUntil = holdUntil, By = viewer.UserId, Version = Version }.ActAsync(work, areas);
                await work.PublishAsync(new PersonDischarged(id, person.Id, on, holdUntil, viewer.Signature, work.Now));
                return Links.Person.Page(person.Reference, "ratings");
            }, cancellationToken);
            return this.Done("Discharge recorded.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    public sealed class Form
    {
        [Display(Name = "Discharge date")]
        public DateOnly? DischargedOn { get; set; }

        public string Words { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.DischargedOn)
                .NotNull().WithMessage("Enter the discharge date")
                .Must(on => on is null || on <= clock.Today()).WithMessage("Discharge date must be today or in the past");
            RuleFor(form => form.Words)
                .NotEmpty().WithMessage("Enter where they are now and what supports them")
                .MaximumLength(1000).WithMessage("Where they are now must be 1,000 characters or less");
        }
    }

    public sealed record Open(string FirstName, DateOnly SinceOn, int Version, Guid? Id, string? Hospital, DateOnly? AdmittedOn);
}
