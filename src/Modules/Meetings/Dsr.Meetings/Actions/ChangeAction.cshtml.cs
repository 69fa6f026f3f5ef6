using System.ComponentModel.DataAnnotations;
using Dsr.Meetings.Contracts;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Meetings;

/// <summary>Say that an action is done and what happened, cancel it and say why, or give it to another person or date.</summary>
[Needs("actions.change", Roles.Clinical)]
internal sealed class ChangeActionPage(Db db, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const string RowSql =
        """
        select id, what, owner_id, owner_name, owner_organisation_id, due_on, version
        from meetings_action
        where id = @ActionId and person_id = @Id and state = 'to-do'
        """;

    private const string CloseSql =
        """
        update meetings_action
        set state = @To, closed_on = @on, closed_at = @Now, closed_by_signature = @Signature, closed_words = @words, version = version + 1
        where id = @ActionId and version = @Version and state = 'to-do'
        """;

    private const string MoveSql =
        """
        update meetings_action
        set owner_id = @OwnerId, owner_name = @OwnerName, owner_organisation_id = @OwnerOrganisationId, due_on = @DueOn, version = version + 1
        where id = @ActionId and version = @Version and state = 'to-do'
        """;

    [BindProperty(SupportsGet = true, Name = "action")]
    public Guid ActionId { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public Form Change { get; set; } = new();

    public string Reference => person.Reference;

    public Action Row { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Owners { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Action>(RowSql, new { ActionId, person.Id }, cancellationToken) is not { } row || !ActionRules.MayChange(viewer, row.OwnerId, row.OwnerOrganisationId)) return false;
        Row = row;
        Owners = await Users.OwnersAsync(db, person.Area, clock.Today(), cancellationToken);
        if (HttpMethods.IsGet(Request.Method)) Change = new Form { Owner = row.OwnerId is { } owner ? Sql.Text(owner) : "", DueOn = row.DueOn };
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = row.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Action>(RowSql, new { ActionId, person.Id }, cancellationToken) is not { } row || !ActionRules.MayChange(viewer, row.OwnerId, row.OwnerOrganisationId)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            if (Change.To == "moved") await MoveAsync(work, cancellationToken);
            else
            {
                var on = clock.Today();
                await work.ChangeAsync(CloseSql, new { ActionId, Version, Change.To, on, work.Now, viewer.Signature, words = (Change.To == "done" ? Change.Happened : Change.Why).Trim() });
                await work.PublishAsync(new ActionCompleted(ActionId, person.Id, Change.To == "cancelled", on, viewer.Signature, work.Now));
            }
            return Links.Person.Page(person.Reference, "actions");
        }, cancellationToken);
        return this.Done(Change.To switch { "done" => "Action done.", "cancelled" => "Action cancelled.", _ => "Action changed." }, next);
    }

    private async Task MoveAsync(Work work, CancellationToken cancellationToken)
    {
        var owner = await Users.FindAsync(db, person.Area, Change.Owner, cancellationToken);
        await work.ChangeAsync(MoveSql, new { ActionId, Version, OwnerId = owner?.Id, OwnerName = owner is null ? "" : $"{owner.Name}, {owner.OrganisationName}", OwnerOrganisationId = owner?.OrganisationId, Change.DueOn });
        await work.PublishAsync(new ActionMoved(ActionId, person.Id, owner?.Id, owner is null ? "" : $"{owner.Name}, {owner.OrganisationName}", Change.DueOn!.Value, work.Now));
        if (owner is not null && owner.Id != viewer.UserId) await ActionMail.SendAsync(work, $"action-agreed {ActionId} {Version}", "action-agreed", person.Id, owner.Id, Change.DueOn!.Value);
    }

    public sealed class Form
    {
        public string To { get; set; } = "";

        public string Happened { get; set; } = "";

        public string Why { get; set; } = "";

        public string Owner { get; set; } = "";

        [Display(Name = "Done by")]
        public DateOnly? DueOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.To).Must(to => to is "done" or "cancelled" or "moved").WithMessage("Select what has happened to it");
            When(form => form.To == "done", () => RuleFor(form => form.Happened)
                .NotEmpty().WithMessage("Enter what happened")
                .MaximumLength(1000).WithMessage("What happened must be 1,000 characters or less"));
            When(form => form.To == "cancelled", () => RuleFor(form => form.Why)
                .NotEmpty().WithMessage("Enter why it is cancelled")
                .MaximumLength(1000).WithMessage("Why it is cancelled must be 1,000 characters or less"));
            When(form => form.To == "moved", () =>
            {
                RuleFor(form => form.Owner).NotEmpty().WithMessage("Choose who will do it");
                RuleFor(form => form.DueOn)
                    .NotNull().WithMessage("Enter the date it must be done by")
                    .Must(due => due >= clock.Today()).WithMessage("Due date must be today or in the future");
            });
        }
    }

    internal sealed record Action(Guid Id, string What, Guid? OwnerId, string OwnerName, Guid? OwnerOrganisationId, DateOnly DueOn, long Version);
}
