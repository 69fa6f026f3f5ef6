using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Access;

/// <summary>Invite a user of an organisation: they choose a password and connect an app by the link they are mailed.</summary>
[Needs("users.invite", Roles.Administrator)]
internal sealed class InviteUserPage(Db db, Viewer viewer, TotpSecrets secrets, Settings settings) : PageModel, ILoads
{
    [BindProperty]
    public Form Invite { get; set; } = new();

    public IReadOnlyList<SelectListItem> Organisations { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<Row>(
            """
            select id, name
            from access_organisation
            where (@Area = '' or area = @Area)
            order by name
            """, new { viewer.Area }, cancellationToken);
        Organisations = [new SelectListItem("Select an organisation", ""), .. rows.Select(row => new SelectListItem(row.Name, row.Id.ToString()))];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var email = Email.Kept(Invite.Email);
        var organisationId = Guid.Parse(Invite.OrganisationId);
        if (await db.FirstAsync<Guid?>("select id from access_organisation where id = @organisationId and (@Area = '' or area = @Area)", new { organisationId, viewer.Area }, cancellationToken) is null)
            return this.Invalid("Invite.OrganisationId", "Select an organisation");
        if (await db.FirstAsync<Guid?>("select id from access_user where email = @email", new { email }, cancellationToken) is not null)
            return this.Invalid("Invite.Email", "A user has this email address already");

        var next = await db.WriteAsync(async work =>
        {
            var id = await Accounts.AddAsync(work, email, Invite.Name.Trim(), organisationId, Invite.Role);
            await Invitations.SendAsync(work, id, Invite.Name.Trim(), email, secrets, settings);
            await History.AddAsync(work, id, viewer.Signature, $"Invited as {Roles.Words(Invite.Role)}", "");
            return $"/admin/users/{id}";
        }, cancellationToken);
        return this.Done("Invitation sent", next);
    }

    public sealed class Form
    {
        public string Name { get; set; } = "";

        public string Email { get; set; } = "";

        public string OrganisationId { get; set; } = "";

        public string Role { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Name)
                .NotEmpty().WithMessage("Enter their full name")
                .MaximumLength(100).WithMessage("Full name must be 100 characters or less");
            RuleFor(form => form.Email)
                .NotEmpty().WithMessage("Enter their work email address")
                .Must(typed => MailAddressRule.Allows(Dsr.Access.Email.Kept(typed))).WithMessage("Enter an email address in the correct format, like name@example.com");
            RuleFor(form => form.OrganisationId).Must(id => Guid.TryParse(id, out _)).WithMessage("Select an organisation");
            RuleFor(form => form.Role).Must(RoleWords.Knows).WithMessage("Select a role");
        }
    }

    private sealed record Row(Guid Id, string Name);
}
