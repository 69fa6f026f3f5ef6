using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>Add somebody to a person's network, change what is known of them, or take them off it. An attorney or deputy counts with the document seen.</summary>
[Needs("network.change", Roles.Clinical)]
internal sealed class ChangeContactPage(Db db, Entry entry, CurrentPerson person, Viewer viewer) : PageModel, ILoads
{
    [BindProperty]
    public Form Save { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Contact? Now { get; private set; }

    private string Which => (string)RouteData.Values["contact"]!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { State: "active" } || !await FindAsync(cancellationToken)) return false;
        if (Now is not { } now) return true;
        if (!HttpMethods.IsPost(Request.Method))
            Save = new Form { Name = now.Name, Kind = now.Kind, Relationship = now.Relationship, Organisation = now.Organisation, Phone = now.Phone, Email = now.Email, Document = now.Document, DocumentOn = now.DocumentOn, Note = now.Note };
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = now.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            var document = ContactKind.NeedsDocument(Save.Kind) ? Save.Document : null;
            var values = new
            {
                Id = Now?.Id ?? Ids.New(work.Now), PersonId = person.Id, Name = Save.Name.Trim(), Save.Kind, Relationship = Save.Relationship.Trim(), Organisation = Save.Organisation.Trim(),
                Phone = Save.Phone.Trim(), Email = Save.Email.Trim(), document, DocumentOn = document == "seen" ? Save.DocumentOn : null, Note = Save.Note.Trim(), work.Now, viewer.Signature, Version,
            };
            if (Now is null)
                await work.ExecuteAsync(
                    """
                    insert into referrals_contact (id, person_id, kind, name, relationship, organisation, phone, email, document, document_on, note, recorded_at, recorded_by_signature, version)
                    values (@Id, @PersonId, @Kind, @Name, @Relationship, @Organisation, @Phone, @Email, @document, @DocumentOn, @Note, @Now, @Signature, 1)
                    """, values);
            else if (Save.Step == "end")
                await work.ChangeAsync("update referrals_contact set ended_at = @Now, version = version + 1 where id = @Id and version = @Version", values);
            else
                await work.ChangeAsync(
                    """
                    update referrals_contact
                    set kind = @Kind, name = @Name, relationship = @Relationship, organisation = @Organisation, phone = @Phone, email = @Email, document = @document, document_on = @DocumentOn,
                      note = @Note, recorded_at = @Now, recorded_by_signature = @Signature, version = version + 1
                    where id = @Id
                    and version = @Version
                    """, values);
            await Timeline.AddAsync(work, person.Id, "details", viewer.Signature, values.Id, Now is null ? "Added to the network" : Save.Step == "end" ? "Taken off the network" : "Network changed", $"{ContactKind.Words(Save.Kind)}: {values.Name}");
            await work.AuditAsync("NetworkChanged", values.Id, person.Id);
            return Links.Person.Page(person.Reference, "network");
        }, cancellationToken);
        return this.Done("Network saved.", next);
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (Which == "add") return true;
        Now = Guid.TryParse(Which, out var id) ? await Contact.FindAsync(db, person.Id, id, cancellationToken) : null;
        return Now is not null;
    }

    public sealed class Form
    {
        public string Name { get; set; } = "";

        public string Kind { get; set; } = "";

        public string Relationship { get; set; } = "";

        public string Organisation { get; set; } = "";

        public string Phone { get; set; } = "";

        public string Email { get; set; } = "";

        public string? Document { get; set; }

        [Display(Name = "Date it was seen")]
        public DateOnly? DocumentOn { get; set; }

        public string Note { get; set; } = "";

        public string Step { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Name).NotEmpty().WithMessage("Enter their name").MaximumLength(100).WithMessage("Name must be 100 characters or less");
            RuleFor(form => form.Kind).Must(kind => ContactKind.All.Any(known => known.Key == kind)).WithMessage("Select what part they have");
            RuleFor(form => form.Relationship).MaximumLength(100).WithMessage("How they are related must be 100 characters or less");
            RuleFor(form => form.Organisation).MaximumLength(150).WithMessage("Organisation must be 150 characters or less");
            RuleFor(form => form.Phone).Must(phone => phone.Trim().Length == 0 || IsPhone(phone)).WithMessage("Enter a phone number, like 01632 960 001 or 07700 900 982");
            RuleFor(form => form.Email).Must(email => email.Trim().Length == 0 || MailAddressRule.Allows(email.Trim())).WithMessage("Enter an email address in the correct format, like name@example.com");
            RuleFor(form => form.Document).Must(document => document is "seen" or "not-seen").When(form => ContactKind.NeedsDocument(form.Kind)).WithMessage("Select whether the document has been seen");
            RuleFor(form => form.DocumentOn)
                .NotNull().When(form => ContactKind.NeedsDocument(form.Kind) && form.Document == "seen", ApplyConditionTo.CurrentValidator).WithMessage("Enter the date it was seen")
                .Must(on => on is null || on <= clock.Today()).WithMessage("Date it was seen must be today or in the past");
            RuleFor(form => form.Note).MaximumLength(500).WithMessage("Note must be 500 characters or less");
        }

        private static bool IsPhone(string typed) => typed.Count(char.IsAsciiDigit) is >= 10 and <= 15 && typed.All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '+' or '(' or ')' or '-');
    }
}
