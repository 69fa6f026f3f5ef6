using System.ComponentModel.DataAnnotations;

namespace Dsr.Referrals;

/// <summary>Record where the person lives from a day on. A 38 or 52-week residential school or college has a day on which it ends, and the team hears of it in time (South Yorkshire).</summary>
[Needs("placements.change", Roles.Clinical)]
internal sealed class AddPlacementPage(Db db, Entry entry, CurrentPerson person, Viewer viewer) : PageModel, ILoads
{
    [BindProperty]
    public Form Add { get; set; } = new();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken) => await entry.ReadAsync(cancellationToken) is { State: "active" };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.Done("Placement saved.", await db.WriteAsync(async work =>
        {
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(
                """
                insert into referrals_placement (id, person_id, kind, place, local_authority, from_on, ends_on, note, recorded_at, recorded_by_signature, version)
                values (@id, @PersonId, @Kind, @Place, @LocalAuthority, @FromOn, @EndsOn, @Note, @Now, @Signature, 1)
                """, new
                {
                    id, PersonId = person.Id, Add.Kind, Place = Add.Place.Trim(), LocalAuthority = Add.LocalAuthority.Trim() is { Length: > 0 } authority ? authority : null, Add.FromOn, Add.EndsOn,
                    Note = Add.Note.Trim(), work.Now, viewer.Signature,
                });
            await Living.RefreshAsync(work, person.Id);
            await Timeline.AddAsync(work, person.Id, "details", viewer.Signature, id, "Placement added", $"{PlacementKind.Words(Add.Kind)}, {Add.Place.Trim()}, from {Words.Date(Add.FromOn!.Value)}");
            await work.AuditAsync("PlacementAdded", id, person.Id);
            return Links.Person.Page(person.Reference, "placements");
        }, cancellationToken));

    public sealed class Form
    {
        public string Kind { get; set; } = "";

        public string Place { get; set; } = "";

        public string LocalAuthority { get; set; } = "";

        [Display(Name = "Date they moved in")]
        public DateOnly? FromOn { get; set; }

        [Display(Name = "Date it ends")]
        public DateOnly? EndsOn { get; set; }

        public string Note { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Kind).Must(kind => PlacementKind.All.Any(known => known.Value == kind)).WithMessage("Select where they live");
            RuleFor(form => form.Place).NotEmpty().WithMessage("Enter the name of the place").MaximumLength(150).WithMessage("Name of the place must be 150 characters or less");
            RuleFor(form => form.LocalAuthority).MaximumLength(100).WithMessage("Local authority must be 100 characters or less");
            RuleFor(form => form.FromOn).NotNull().WithMessage("Enter the date they moved in");
            RuleFor(form => form.EndsOn)
                .NotNull().When(form => PlacementKind.IsResidentialSchool(form.Kind), ApplyConditionTo.CurrentValidator).WithMessage("Enter the date the school or college ends")
                .Must((form, on) => on is null || form.FromOn is null || on >= form.FromOn).WithMessage(form => $"Date it ends must be the same as or after the date they moved in, {(form.FromOn is { } from ? Words.Date(from) : "")}");
            RuleFor(form => form.Note).MaximumLength(500).WithMessage("Note must be 500 characters or less");
        }
    }
}

/// <summary>Where somebody lives now, on the entry, so that the register filters by it.</summary>
internal static class Living
{
    public static Task RefreshAsync(Work work, Guid personId)
        => work.ExecuteAsync(
            """
            update referrals_person
            set placement = (select kind from referrals_placement where person_id = @personId and left_on is null order by from_on desc, id desc limit 1),
              placement_ends_on = (select ends_on from referrals_placement where person_id = @personId and left_on is null order by from_on desc, id desc limit 1),
              version = version + 1
            where id = @personId
            """, new { personId });
}
