using System.ComponentModel.DataAnnotations;

namespace Dsr.Access;

/// <summary>Record that an organisation signed the area's information sharing agreement, and from when until when it is in force.</summary>
[Needs("agreements.sign", Roles.Administrator)]
internal sealed class SignAgreementPage(Db db, Viewer viewer) : PageModel, ILoads
{
    [BindProperty]
    public Form Agree { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public OrganisationRow Shown { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await OrganisationRow.FindAsync(db, viewer, Id, cancellationToken) is not { } row) return false;
        Shown = row;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await OrganisationRow.FindAsync(db, viewer, Id, cancellationToken) is null) return NotFound();

        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync("update access_organisation set version = version + 1 where id = @Id and version = @Version", new { Id, Version });
            await Agreements.SignAsync(work, Id, Agree.FromOn!.Value, Agree.EndsOn);
            await History.AddAsync(work, Id, viewer.Signature, $"Agreement from {Words.Date(Agree.FromOn.Value)}{(Agree.EndsOn is { } ends ? " to " + Words.Date(ends) : ", no end date")}", "");
            return $"/admin/organisations/{Id}";
        }, cancellationToken);
        return this.Done("Agreement recorded", next);
    }

    public sealed class Form
    {
        [Display(Name = "Date it starts")]
        public DateOnly? FromOn { get; set; }

        [Display(Name = "Last day")]
        public DateOnly? EndsOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.FromOn).NotNull().WithMessage("Enter the date it starts");
            RuleFor(form => form.EndsOn)
                .Must((form, ends) => ends >= form.FromOn).When(form => form.FromOn is not null && form.EndsOn is not null)
                .WithMessage(form => $"Last day must be the same as or after the date it starts, {Words.Date(form.FromOn!.Value)}");
        }
    }
}
