using System.ComponentModel.DataAnnotations;
using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>Record an update (journey 8.4): the DSR team is told, and the staleness clock starts again.</summary>
[Needs("updates.add", Roles.Clinical)]
internal sealed class AddUpdatePage(Db db, CurrentPerson person, Viewer viewer, TimeProvider clock, Areas areas) : PageModel, ILoads
{
    private const string PersonSql =
        """
        select first_name, rating
        from referrals_person
        where id = @Id
        """;

    private const string Insert =
        """
        insert into referrals_update (id, person_id, happened_on, added_at, added_by, added_by_signature, what, risk, spoke_to, why_no_one)
        values (@Id, @PersonId, @HappenedOn, @AddedAt, @AddedBy, @Signature, @What, @Risk, @SpokeTo, @WhyNoOne)
        """;

    private const string StartClockAgain =
        """
        update referrals_person
        set last_update_on = @today, update_due_on = @dueOn
        where id = @personId
        """;

    [BindProperty]
    public Form Add { get; set; } = new();

    public string FirstName { get; private set; } = "";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return false;
        FirstName = row.FirstName;
        Add.HappenedOn ??= clock.Today();
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var next = await db.WriteAsync(async work =>
        {
            var (id, today) = (Guid.CreateVersion7(work.Now), clock.Today());
            var row = await work.FirstAsync<Row>(PersonSql, new { person.Id });
            await work.ExecuteAsync(Insert, new
            {
                Id = id, PersonId = person.Id, Add.HappenedOn, AddedAt = work.Now, AddedBy = viewer.UserId, viewer.Signature,
                What = Add.What.Trim(), Add.Risk, SpokeTo = string.Join(' ', Add.SpokeTo), WhyNoOne = Add.WhyNoOne.Trim(),
            });
            var dueOn = today.AddDays(areas[person.Area].Section<ReferralsArea>("referrals").ReviewDays.Of(row!.Rating));
            await work.ExecuteAsync(StartClockAgain, new { today, dueOn, personId = person.Id });
            await Timeline.AddAsync(work, person.Id, "update", viewer.Signature, id, "Update added");
            if (!viewer.IsTeam) await Inbox.AddAsync(work, person.Area, person.Id, null, "update", viewer.Signature, "Update added");
            await work.PublishAsync(new UpdateAdded(id, person.Id, Add.Risk, Add.HappenedOn!.Value, viewer.UserId, viewer.Signature, work.Now));
            return Links.Person.Updates(person.Reference);
        }, cancellationToken);

        return this.Done(viewer.IsTeam ? "Update added." : "Update added. The DSR team has been told.", next);
    }

    public sealed class Form
    {
        public string What { get; set; } = "";

        public string Risk { get; set; } = "";

        public List<string> SpokeTo { get; set; } = [];

        public string WhyNoOne { get; set; } = "";

        [Display(Name = "Date it happened")]
        public DateOnly? HappenedOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.What)
                .NotEmpty().WithMessage("Enter the update")
                .MaximumLength(4000).WithMessage("Update must be 4,000 characters or less");
            RuleFor(form => form.Risk)
                .Must(risk => risk is "higher" or "same" or "lower" or "not-sure").WithMessage("Select whether the risk of going into hospital is higher, the same or lower");
            RuleFor(form => form.SpokeTo)
                .NotEmpty().WithMessage("Select who you spoke to, or select \"No one\"");
            RuleFor(form => form.WhyNoOne)
                .NotEmpty().When(form => form.SpokeTo.Contains("no-one")).WithMessage("Enter why you spoke to no one")
                .MaximumLength(500).WithMessage("Why you spoke to no one must be 500 characters or less");
            RuleFor(form => form.HappenedOn)
                .NotNull().WithMessage("Enter the date it happened")
                .Must(date => date <= clock.Today()).WithMessage("Date it happened must be today or in the past");
        }
    }

    private sealed record Row(string FirstName, string? Rating);
}
