using System.ComponentModel.DataAnnotations;
using Dsr.Meetings.Contracts;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Meetings;

/// <summary>Add an action for a person by hand: what, who, by when.</summary>
[Needs("actions.add", Roles.Clinical)]
internal sealed class AddActionPage(Db db, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    public const string Insert =
        """
        insert into meetings_action (id, person_id, meeting_id, what, owner_id, owner_name, owner_organisation_id, due_on, state, agreed_at, agreed_by_signature, version)
        values (@Id, @PersonId, @MeetingId, @What, @OwnerId, @OwnerName, @OwnerOrganisationId, @DueOn, 'to-do', @AgreedAt, @Signature, 1)
        """;

    [BindProperty]
    public Form Add { get; set; } = new();

    public string Reference => person.Reference;

    public IReadOnlyList<SelectListItem> Owners { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Owners = await Users.OwnersAsync(db, person.Area, clock.Today(), cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var next = await db.WriteAsync(async work =>
        {
            var id = Ids.New(work.Now);
            var owner = await Users.FindAsync(db, person.Area, Add.Owner, cancellationToken);
            var name = owner is null ? Add.OwnerName.Trim() : $"{owner.Name}, {owner.OrganisationName}";
            await work.ExecuteAsync(Insert, new
            {
                Id = id, PersonId = person.Id, MeetingId = (Guid?)null, What = Add.What.Trim(), OwnerId = owner?.Id, OwnerName = name,
                OwnerOrganisationId = owner?.OrganisationId, Add.DueOn, AgreedAt = work.Now, viewer.Signature,
            });
            await work.PublishAsync(new ActionAgreed(id, person.Id, null, Add.What.Trim(), owner?.Id, name, Add.DueOn!.Value, viewer.Signature, work.Now));
            if (owner?.Id != viewer.UserId) await ActionMail.AgreedAsync(work, id, person.Id, owner?.Id, Add.DueOn.Value);
            return Links.Person.Page(person.Reference, "actions");
        }, cancellationToken);
        return this.Done("Action added.", next);
    }

    public sealed class Form
    {
        public string What { get; set; } = "";

        public string Owner { get; set; } = "";

        public string OwnerName { get; set; } = "";

        [Display(Name = "Done by")]
        public DateOnly? DueOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.What)
                .NotEmpty().WithMessage("Enter what will be done")
                .MaximumLength(500).WithMessage("What will be done must be 500 characters or less");
            RuleFor(form => form.Owner).Must((form, owner) => owner.Length > 0 || form.OwnerName.Trim().Length > 0).WithMessage("Choose who will do it, or enter a name and organisation");
            RuleFor(form => form.OwnerName).MaximumLength(200).WithMessage("Name and organisation must be 200 characters or less");
            RuleFor(form => form.DueOn)
                .NotNull().WithMessage("Enter the date it must be done by")
                .Must(due => due >= clock.Today()).WithMessage("Due date must be today or in the future");
        }
    }
}
