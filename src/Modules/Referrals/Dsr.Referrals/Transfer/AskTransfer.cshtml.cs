using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>Offer an entry to another area's register (domain 6.3): it stays active here until that area's team accepts it.</summary>
[Needs("transfers.ask", Roles.Team)]
internal sealed class AskTransferPage(Db db, Entry entry, CurrentPerson person, Viewer viewer, Areas areas) : PageModel, ILoads
{
    private const string Waiting =
        """
        select id, to_area, asked_at
        from referrals_transfer
        where person_id = @Id
        and state = 'asked'
        """;

    [BindProperty]
    public Form Transfer { get; set; } = new();

    public string CalledBy { get; private set; } = "";

    public Before? AskedBefore { get; private set; }

    public IEnumerable<SelectListItem> Choices => [new("Select an area", ""), .. areas.All.Where(area => area.Key != person.Area).Select(area => new SelectListItem(area.Name, area.Key))];

    public string AreaName(string key) => areas.TryGet(key, out var area) ? area.Name : key;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { State: "active" } row) return false;
        CalledBy = row.CalledBy;
        AskedBefore = await db.FirstAsync<Before>(Waiting, new { person.Id }, cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Transfer.To == person.Area || !areas.TryGet(Transfer.To, out _)) return this.Invalid("Transfer.To", "Select which area");
        var next = await db.WriteAsync(async work =>
        {
            if (await work.FirstAsync<Before>(Waiting, new { person.Id }) is not null) throw new LostRaceException();
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(
                """
                insert into referrals_transfer (id, person_id, from_area, to_area, state, moves_on, why, agreed, agreed_on, note, asked_at, asked_by, asked_by_signature, version)
                values (@id, @PersonId, @Area, @To, 'asked', @MovesOn, @Why, @Agreed, @AgreedOn, @Note, @Now, @UserId, @Signature, 1)
                """, new
                {
                    id, PersonId = person.Id, person.Area, Transfer.To, Transfer.MovesOn, Why = Transfer.Why.Trim(), Transfer.Agreed, Transfer.AgreedOn, Note = Transfer.Note.Trim(),
                    work.Now, viewer.UserId, viewer.Signature,
                });
            await Timeline.AddAsync(work, person.Id, "transfer", viewer.Signature, id, $"Offered to {AreaName(Transfer.To)}", Transfer.Why.Trim());
            await work.AuditAsync("TransferAsked", id, person.Id);
            return Links.Person.Summary(person.Reference);
        }, cancellationToken);
        return this.Done("Sent. The record stays on this register until the other area accepts it.", next);
    }

    public sealed class Form
    {
        public string To { get; set; } = "";

        [Display(Name = "Date they move")]
        public DateOnly? MovesOn { get; set; }

        public string Why { get; set; } = "";

        public string Agreed { get; set; } = "";

        [Display(Name = "Date it was agreed")]
        public DateOnly? AgreedOn { get; set; }

        public string Note { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.To).NotEmpty().WithMessage("Select which area");
            RuleFor(form => form.MovesOn).NotNull().WithMessage("Enter the date they move");
            RuleFor(form => form.Why).NotEmpty().WithMessage("Enter why they are moving").MaximumLength(1000).WithMessage("Why they are moving must be 1,000 characters or less");
            RuleFor(form => form.Agreed).Must(who => who is "person" or "best-interests" or "parental-responsibility").WithMessage("Select who agreed that the other area's team gets the entry");
            RuleFor(form => form.AgreedOn).NotNull().WithMessage("Enter the date it was agreed").Must(on => on is null || on <= clock.Today()).WithMessage("Date it was agreed must be today or in the past");
            RuleFor(form => form.Note).NotEmpty().WithMessage("Enter what the other team should know first").MaximumLength(2000).WithMessage("What the other team should know must be 2,000 characters or less");
        }
    }

    internal sealed record Before(Guid Id, string ToArea, DateTimeOffset AskedAt);
}
