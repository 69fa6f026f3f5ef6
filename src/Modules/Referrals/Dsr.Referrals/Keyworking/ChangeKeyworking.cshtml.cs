using System.ComponentModel.DataAnnotations;
using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>What the service answered, who the keyworker is, or why it was declined or has ended. The keyworker stands in the network while it lasts.</summary>
[Needs("keyworking.change", Roles.Clinical)]
internal sealed class ChangeKeyworkingPage(Db db, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const string Update =
        """
        update referrals_keyworking
        set state = @State, state_on = @On, reason = @reason, worker_name = @WorkerName, worker_organisation = @WorkerOrganisation, worker_contact = @WorkerContact,
          told = @told, changed_by_signature = @Signature, contact_id = @contactId, version = version + 1
        where id = @Id
        and version = @Version
        """;

    private const string AddContact =
        """
        insert into referrals_contact (id, person_id, kind, name, relationship, organisation, phone, email, note, recorded_at, recorded_by_signature, version)
        values (@id, @PersonId, @kind, @WorkerName, @relationship, @WorkerOrganisation, '', '', @WorkerContact, @Now, @Signature, 1)
        """;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Form Step { get; set; } = new();

    public string Reference => person.Reference;

    public KeyworkingReferral Now { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await KeyworkingReferral.FindAsync(db, person.Id, Id, cancellationToken) is not { IsOpen: true } now) return false;
        Now = now;
        if (!HttpMethods.IsPost(Request.Method)) Step.WorkerOrganisation = now.WorkerOrganisation;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = now.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await KeyworkingReferral.FindAsync(db, person.Id, Id, cancellationToken) is not { } was) return NotFound();
        Now = was;
        if (was.Version == Version && !KeyworkingState.Next(was.State).Contains(Step.State)) return this.Invalid("Step.State", "Select how it stands now");
        if (Step.On < was.StateOn) return this.Invalid("Step.On", $"Date must be the same as or after the day it was last recorded, {Words.Date(was.StateOn)}");

        var next = await db.WriteAsync(async work =>
        {
            var allocated = Step.State == "allocated";
            var reason = Step.State switch { "declined" => Step.WhyDeclined.Trim(), "ended" => Step.WhyEnded.Trim(), _ => "" };
            if ((allocated || !KeyworkingState.IsOpen(Step.State)) && was.ContactId is { } old)
                await work.ExecuteAsync("update referrals_contact set ended_at = @Now, version = version + 1 where id = @old and ended_at is null", new { work.Now, old });
            var worker = allocated ? (Name: Step.WorkerName.Trim(), Organisation: Step.WorkerOrganisation.Trim(), Contact: Step.WorkerContact.Trim()) : (Name: was.WorkerName, Organisation: was.WorkerOrganisation, Contact: was.WorkerContact);
            Guid? contactId = allocated ? Ids.New(work.Now) : was.ContactId;
            var values = new
            {
                Id, Version, Step.State, Step.On, reason, WorkerName = worker.Name, WorkerOrganisation = worker.Organisation, WorkerContact = worker.Contact, told = string.Join(' ', Step.Told.Distinct()), viewer.Signature, contactId,
            };
            await work.ChangeAsync(Update, values);
            if (allocated)
                await work.ExecuteAsync(AddContact, new
                {
                    id = contactId, PersonId = person.Id, kind = was.Kind == "keyworker" ? "keyworker" : "professional", values.WorkerName, relationship = was.WorkerWords, values.WorkerOrganisation, values.WorkerContact, work.Now, viewer.Signature,
                });
            if (!KeyworkingState.IsOpen(Step.State) && was.LinkId is { } link) await KeyworkingSteps.UnlinkAsync(work, person.Id, link, clock.Today());
            await KeyworkingSteps.RefreshAsync(work, person.Id);
            var title = allocated ? $"{was.Service}: {was.WorkerWords.ToLowerInvariant()} allocated" : $"{was.Service}: {KeyworkingState.Of(Step.State).Words.ToLowerInvariant()}";
            await Timeline.AddAsync(work, person.Id, "keyworking", viewer.Signature, Id, title, allocated ? $"{worker.Name}, {worker.Organisation}" : reason);
            await KeyworkingSteps.TellAsync(work, person, viewer, Id, null, $"{Version}", title);
            await work.PublishAsync(new KeyworkingChanged(Id, person.Id, was.Kind, Step.State, Step.On!.Value, viewer.Signature, work.Now));
            return Links.Person.Page(person.Reference, "keyworking");
        }, cancellationToken);
        // whose access ended with it goes home
        return this.Done("Saved.", !KeyworkingState.IsOpen(Step.State) && person.Basis == "org_involved" ? Links.Home : next);
    }

    public sealed class Form
    {
        public string State { get; set; } = "";

        public string WorkerName { get; set; } = "";

        public string WorkerOrganisation { get; set; } = "";

        public string WorkerContact { get; set; } = "";

        public string WhyDeclined { get; set; } = "";

        public string WhyEnded { get; set; } = "";

        [Display(Name = "Date")]
        public DateOnly? On { get; set; }

        public List<string> Told { get; set; } = [];
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.State).NotEmpty().WithMessage("Select how it stands now");
            RuleFor(form => form.WorkerName)
                .NotEmpty().When(form => form.State == "allocated", ApplyConditionTo.CurrentValidator).WithMessage("Enter their name")
                .MaximumLength(100).WithMessage("Name must be 100 characters or less");
            RuleFor(form => form.WorkerOrganisation)
                .NotEmpty().When(form => form.State == "allocated", ApplyConditionTo.CurrentValidator).WithMessage("Enter their organisation")
                .MaximumLength(150).WithMessage("Organisation must be 150 characters or less");
            RuleFor(form => form.WorkerContact).MaximumLength(150).WithMessage("Phone or email must be 150 characters or less");
            RuleFor(form => form.WhyDeclined)
                .NotEmpty().When(form => form.State == "declined", ApplyConditionTo.CurrentValidator).WithMessage("Enter why it was declined")
                .MaximumLength(500).WithMessage("Why it was declined must be 500 characters or less");
            RuleFor(form => form.WhyEnded)
                .NotEmpty().When(form => form.State == "ended", ApplyConditionTo.CurrentValidator).WithMessage("Enter why it has ended, and what comes after")
                .MaximumLength(500).WithMessage("Why it has ended must be 500 characters or less");
            RuleFor(form => form.On)
                .NotNull().WithMessage("Enter the date")
                .Must(on => on is null || on <= clock.Today()).WithMessage("Date must be today or in the past");
            RuleFor(form => form.Told).Must(told => told.TrueForAll(who => KeyworkingTold.All.Any(known => known.Key == who))).WithMessage("Select who has been told");
        }
    }
}
