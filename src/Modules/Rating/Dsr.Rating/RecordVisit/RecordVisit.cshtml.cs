using System.ComponentModel.DataAnnotations;

namespace Dsr.Rating;

/// <summary>A commissioner visited somebody in hospital; a visit on site starts the clock of the next (domain 1.8).</summary>
[Needs("ratings.visit", Roles.Clinical)]
internal sealed class RecordVisitPage(Db db, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    private const string OpenSql =
        """
        select a.id, p.first_name, p.born_on, p.change_id, a.hospital, a.admitted_on, a.out_of_area, a.secure, a.reviewed
        from rating_admission a
        join rating_person p on p.id = a.person_id
        where a.person_id = @Id
        and a.discharged_on is null
        order by a.admitted_on desc
        limit 1
        """;

    private const string Insert =
        """
        insert into rating_visit (id, admission_id, person_id, visited_on, on_site, visitors, words, recorded_by_signature, recorded_at)
        values (@Id, @AdmissionId, @PersonId, @On, @OnSite, @Visitors, @Words, @Signature, @Now)
        """;

    private const string LastOnSite =
        """
        select max(visited_on)
        from rating_visit
        where admission_id = @Id
        and on_site = 1
        """;

    private const string MoveOn =
        """
        update rating_follow
        set due_on = @dueOn
        where change_id = @ChangeId
        and kind = 'visits'
        and done_on is null
        """;

    [BindProperty]
    public Form Visit { get; set; } = new();

    public Open InHospital { get; private set; } = null!;

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Open>(OpenSql, new { person.Id }, cancellationToken) is not { } open) return false;
        InHospital = open;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var open = await work.FirstAsync<Open>(OpenSql, new { person.Id }) ?? throw new LostRaceException();
                if (Visit.On < open.AdmittedOn) throw new RefusedException("Visit.On", $"Date of the visit must be the same as or after the admission date, {Words.Date(open.AdmittedOn)}");
                var id = Ids.New(work.Now);
                await work.ExecuteAsync(Insert, new { Id = id, AdmissionId = open.Id, PersonId = person.Id, Visit.On, OnSite = Visit.OnSite == "yes", Visitors = Visit.Visitors.Trim(), Words = Visit.Words.Trim(), viewer.Signature, work.Now });
                if (DateOnly.TryParse(await work.FirstAsync<string>(LastOnSite, new { open.Id }), out var last))
                {
                    var dueOn = Follows.NextVisit(areas[person.Area].Section<RatingArea>("rating").Times, new Stay(open.AdmittedOn, open.OutOfArea, open.Secure, null), open.BornOn, last);
                    await work.ExecuteAsync(MoveOn, new { dueOn, open.ChangeId });
                }

                await work.AuditAsync("hospital-visit", id, person.Id);
                return Links.Person.Page(person.Reference, "ratings");
            }, cancellationToken);
            return this.Done("Visit recorded.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    public sealed class Form
    {
        [Display(Name = "Date of the visit")]
        public DateOnly? On { get; set; }

        public string OnSite { get; set; } = "";

        public string Visitors { get; set; } = "";

        public string Words { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.On)
                .NotNull().WithMessage("Enter the date of the visit")
                .Must(on => on is null || on <= clock.Today()).WithMessage("Date of the visit must be today or in the past");
            RuleFor(form => form.OnSite).Must(answer => answer is "yes" or "no").WithMessage("Select yes if the visit was at the hospital");
            RuleFor(form => form.Visitors)
                .NotEmpty().WithMessage("Enter who visited")
                .MaximumLength(200).WithMessage("Who visited must be 200 characters or less");
            RuleFor(form => form.Words)
                .NotEmpty().WithMessage("Enter what was found")
                .MaximumLength(2000).WithMessage("What was found must be 2,000 characters or less");
        }
    }

    public sealed record Open(Guid Id, string FirstName, DateOnly BornOn, Guid ChangeId, string Hospital, DateOnly AdmittedOn, bool? OutOfArea, bool Secure, string Reviewed);
}
