using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>The DSR team names another owner (journey 8.12): no entry is left without one, and the one before sees it no longer by that.</summary>
[Needs("owner.change", Roles.Team)]
internal sealed class ChangeOwnerPage(Db db, Entry entry, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty]
    public Form Change { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public string? OwnerNow { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { } row) return false;
        OwnerNow = row.OwnerName is null ? null : $"{row.OwnerName}, {row.OwnerOrganisationName}";
        Version = row.Version;
        Choices = [.. (await Owners.ChoicesAsync(db, person.Area, clock.Today(), cancellationToken)).Where(choice => row.OwnerId is not { } now || choice.Value != Sql.Text(now))];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await Owners.FindAsync(db, Change.To!.Value, person.Area, clock.Today(), cancellationToken) is not { } owner)
            return this.Invalid("Change.To", "Select who will take over");
        if (await Owners.WithoutSightAsync(db, owner.UserId, [person.Id], cancellationToken) > 0) return this.Invalid("Change.To", Owners.NoSight);

        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync("update referrals_person set version = version + 1 where id = @Id and version = @Version", new { person.Id, Version });
            await Ownership.ChangeAsync(work, person.Id, owner, viewer.Signature, $"{Ownership.Reasons[Change.Reason]}.\n{Change.Note.Trim()}", clock.Today());
            return Links.Person.Summary(person.Reference);
        }, cancellationToken);
        return this.Done("Owner changed.", next);
    }

    public sealed class Form
    {
        public Guid? To { get; set; }

        public string Reason { get; set; } = "";

        public string Note { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.To).NotNull().WithMessage("Select who will take over");
            RuleFor(form => form.Reason).Must(Ownership.Reasons.ContainsKey).WithMessage("Select why the owner is changing");
            RuleFor(form => form.Note).MaximumLength(2000).WithMessage("Handover note must be 2,000 characters or less");
        }
    }
}
