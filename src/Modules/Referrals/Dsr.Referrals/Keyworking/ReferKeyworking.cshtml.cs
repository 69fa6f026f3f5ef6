using System.ComponentModel.DataAnnotations;
using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>Refer somebody of 0 to 25 to keyworking or peer support: who agreed, and what may be shared. Nothing is shared with a service without consent (Nottinghamshire).</summary>
[Needs("keyworking.change", Roles.Clinical)]
internal sealed class ReferKeyworkingPage(Db db, Entry entry, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    private const string Insert =
        """
        insert into referrals_keyworking (id, person_id, area, service, kind, state, state_on, asked_on, asked_by, asked_by_signature, why, agreed_by, agreed_on, said, shares,
          reason, worker_name, worker_organisation, worker_contact, told, changed_by_signature, link_id, version)
        values (@id, @PersonId, @Area, @Service, @kind, 'referred', @today, @today, @UserId, @Signature, @Why, @AgreedBy, @AgreedOn, @Said, @Shares,
          '', '', '', '', @told, @Signature, @linkId, 1)
        """;

    [BindProperty]
    public Form Refer { get; set; } = new();

    public string Reference => person.Reference;

    public string CalledBy { get; private set; } = "";

    public string AgeWords { get; private set; } = "";

    public IReadOnlyList<KeyworkingReason> Reasons { get; private set; } = [];

    public bool MayRefer => KeyworkingRules.Allow(Reasons);

    /// <summary>The services that are left, each with the organisation whose people can open the record.</summary>
    public IReadOnlyList<(PublicArea.Service Service, Guid? Signed)> Choices { get; private set; } = [];

    public IReadOnlyList<AgreeingKinds.Kind> Kinds { get; private set; } = [];

    private Area Area => areas[person.Area];

    private DateOnly? BornOn { get; set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { State: "active" } row) return false;
        var today = clock.Today();
        (CalledBy, BornOn) = (row.CalledBy, row.BornOn);
        var facts = await KeyworkingReferral.FactsAsync(db, row, person.Id, await KeyworkingReferral.OfAsync(db, person.Id, cancellationToken), today, cancellationToken);
        Reasons = KeyworkingRules.Reasons(facts, Area);
        var choices = new List<(PublicArea.Service, Guid?)>();
        foreach (var service in KeyworkingRules.Left(facts, Area)) choices.Add((service, await KeyworkingSteps.SignedAsync(db, person.Area, service, today, cancellationToken)));
        Choices = choices;
        if (row.BornOn is not { } born) return true;
        Kinds = Area.Section<AgreeingKinds>("consent").At(Anniversary.Age(born, today));
        AgeWords = Words.Age(born, today);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        if (!MayRefer)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var chosen = Choices.FirstOrDefault(choice => choice.Service.Name == Refer.Service);
        if (chosen.Service is not { } service) return this.Invalid("Refer.Service", "Select which service");
        if (Kinds.FirstOrDefault(known => known.Key == Refer.AgreedBy) is not { } agreed) return this.Invalid("Refer.AgreedBy", "Select who agreed to this referral");
        if (agreed.AsksTheChild && Refer.Said.Trim().Length == 0) return this.Invalid("Refer.Said", $"Enter what {CalledBy} said about it");
        if (Refer.AgreedOn < BornOn) return this.Invalid("Refer.AgreedOn", $"Date it was agreed must be the same as or after their date of birth, {Words.Date(BornOn!.Value)}");

        var today = clock.Today();
        var next = await db.WriteAsync(async work =>
        {
            if (await work.FirstAsync<Guid?>("select id from referrals_keyworking where person_id = @Id and service = @Name and state not in ('declined', 'ended')", new { person.Id, service.Name }) is not null) throw new LostRaceException();
            var id = Ids.New(work.Now);
            var linkId = chosen.Signed is { } organisation ? await KeyworkingSteps.LinkAsync(work, person.Id, organisation, today) : null;
            var kind = service.Kind == PublicArea.ServiceKind.Keyworker ? "keyworker" : "peer-support";
            await work.ExecuteAsync(Insert, new
            {
                id, PersonId = person.Id, person.Area, Service = service.Name, kind, today, viewer.UserId, viewer.Signature,
                Why = Refer.Why.Trim(), Refer.AgreedBy, Refer.AgreedOn, Said = Refer.Said.Trim(), Shares = Refer.Shares.Trim(), told = string.Join(' ', Refer.Told.Distinct()), linkId,
            });
            await KeyworkingSteps.RefreshAsync(work, person.Id);
            await Timeline.AddAsync(work, person.Id, "keyworking", viewer.Signature, id, $"Referred to {service.Name}", $"{Refer.Why.Trim()}\n{agreed.Words}, on {Words.Date(Refer.AgreedOn!.Value)}");
            await KeyworkingSteps.TellAsync(work, person, viewer, id, chosen.Signed, "referred", $"Referred to {service.Name}");
            await work.PublishAsync(new KeyworkingReferred(id, person.Id, service.Name, kind, today, viewer.Signature, work.Now));
            return Links.Person.Page(person.Reference, "keyworking");
        }, cancellationToken);
        return this.Done(chosen.Signed is null ? "Referred. Tell the service now: its people cannot open the record." : "Referred. The people of the service have been told by email, and can open the record.", next);
    }

    public sealed class Form
    {
        public string Service { get; set; } = "";

        public string Why { get; set; } = "";

        public string AgreedBy { get; set; } = "";

        public string Said { get; set; } = "";

        [Display(Name = "Date it was agreed")]
        public DateOnly? AgreedOn { get; set; }

        public string Sharing { get; set; } = "";

        public string Shares { get; set; } = "";

        public List<string> Told { get; set; } = [];
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Service).NotEmpty().WithMessage("Select which service");
            RuleFor(form => form.Why).NotEmpty().WithMessage("Enter why it would help").MaximumLength(1000).WithMessage("Why it would help must be 1,000 characters or less");
            RuleFor(form => form.AgreedBy).NotEmpty().WithMessage("Select who agreed to this referral");
            RuleFor(form => form.Said).MaximumLength(500).WithMessage("What they said must be 500 characters or less");
            RuleFor(form => form.AgreedOn)
                .NotNull().WithMessage("Enter the date it was agreed")
                .Must(on => on is null || on <= clock.Today()).WithMessage("Date it was agreed must be today or in the past");
            RuleFor(form => form.Sharing).Must(answer => answer == "yes").WithMessage(form => form.Sharing == "no"
                ? "Talk with them first: nothing is shared with a service without their agreement"
                : "Select whether they have agreed that information is shared with the service");
            RuleFor(form => form.Shares)
                .NotEmpty().When(form => form.Sharing == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter what may be shared")
                .MaximumLength(500).WithMessage("What may be shared must be 500 characters or less");
            RuleFor(form => form.Told).Must(told => told.TrueForAll(who => KeyworkingTold.All.Any(known => known.Key == who))).WithMessage("Select who has been told");
        }
    }
}
