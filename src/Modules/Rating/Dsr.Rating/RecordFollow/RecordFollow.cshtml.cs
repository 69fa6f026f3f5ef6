using System.ComponentModel.DataAnnotations;

namespace Dsr.Rating;

/// <summary>Something that follows from the rating was done. After an inpatient review the next one follows.</summary>
[Needs("ratings.follow", Roles.Clinical)]
internal sealed class RecordFollowPage(Db db, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    private const string OpenSql =
        """
        select f.change_id, f.place, coalesce(f.kind, '') as kind, f.words, f.due_on, p.since_on, p.born_on
        from rating_person p
        join rating_follow f on f.change_id = p.change_id
        where p.id = @Id
        and f.wanted = 1
        and f.done_on is null
        and coalesce(f.kind, '') not in ('owner-review', 'visits')
        order by f.place
        """;

    private const string Update =
        """
        update rating_follow
        set done_on = @On, done_words = @Words, done_by_signature = @Signature
        where change_id = @ChangeId
        and place = @Place
        and done_on is null
        """;

    private const string StaySql =
        """
        select admitted_on, out_of_area, secure, coalesce(has_plan, 0) as has_plan
        from rating_admission
        where person_id = @Id
        and discharged_on is null
        order by admitted_on desc
        limit 1
        """;

    private const string LastPlace =
        """
        select max(place)
        from rating_follow
        where change_id = @ChangeId
        """;

    [BindProperty]
    public Form Done { get; set; } = new();

    public IReadOnlyList<Row> Open { get; private set; } = [];

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Open = await db.QueryAsync<Row>(OpenSql, new { person.Id }, cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var row = (await work.QueryAsync<Row>(OpenSql, new { person.Id })).FirstOrDefault(row => $"{row.Place}" == Done.Which) ?? throw new RefusedException("Done.Which", "Select what was done");
                if (Done.On < row.SinceOn) throw new RefusedException("Done.On", $"Date it was done must be the same as or after the day the rating began, {Words.Date(row.SinceOn)}");
                await work.ChangeAsync(Update, new { Done.On, Words = Done.What.Trim(), viewer.Signature, row.ChangeId, row.Place });
                if (row.Kind == Followed.KeyOf(FollowKind.InpatientReview)) await RepeatAsync(work, row);
                await work.AuditAsync("rating-follow-done", row.ChangeId, person.Id);
                return Links.Person.Page(person.Reference, "ratings");
            }, cancellationToken);
            return PageResults.Done(this, "Recorded as done.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    private async Task RepeatAsync(Work work, Row row)
    {
        if (await work.FirstAsync<StayRow>(StaySql, new { person.Id }) is not { } stay) return;
        var follow = Follows.NextReview(areas[person.Area].Section<RatingArea>("rating").Times, row.Words, new Stay(stay.AdmittedOn, stay.OutOfArea, stay.Secure, true, stay.HasPlan), row.BornOn, Done.On!.Value);
        await work.ExecuteAsync(RatingChange.InsertFollow, new { Id = row.ChangeId, Place = await work.FirstAsync<int>(LastPlace, row) + 1, Kind = follow.Key, follow.Words, follow.DueOn, follow.Rule, Wanted = true });
    }

    public sealed class Form
    {
        public string Which { get; set; } = "";

        [Display(Name = "Date it was done")]
        public DateOnly? On { get; set; }

        public string What { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Which).NotEmpty().WithMessage("Select what was done");
            RuleFor(form => form.On)
                .NotNull().WithMessage("Enter the date it was done")
                .Must(on => on is null || on <= clock.Today()).WithMessage("Date it was done must be today or in the past");
            RuleFor(form => form.What)
                .NotEmpty().WithMessage("Enter what was done")
                .MaximumLength(1000).WithMessage("What was done must be 1,000 characters or less");
        }
    }

    public sealed record Row(Guid ChangeId, int Place, string Kind, string Words, DateOnly? DueOn, DateOnly SinceOn, DateOnly BornOn);

    private sealed record StayRow(DateOnly AdmittedOn, bool? OutOfArea, bool Secure, bool HasPlan);
}
