using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Access;

/// <summary>Add an organisation; its agreement is recorded next, and until then its users see nobody.</summary>
[Needs("organisations.add", Roles.Administrator)]
internal sealed class AddOrganisationPage(Db db, Viewer viewer, Areas areas) : PageModel
{
    [BindProperty]
    public Form Add { get; set; } = new();

    public bool ChoosesArea => viewer.Area.Length == 0;

    public IEnumerable<SelectListItem> AreaChoices => [new SelectListItem("Select an area", ""), .. areas.All.Select(area => new SelectListItem(area.Name, area.Key))];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var area = ChoosesArea ? Add.Area : viewer.Area;
        if (!areas.TryGet(area, out _)) return this.Invalid("Add.Area", "Select an area");
        var name = Add.Name.Trim();
        if (await db.FirstAsync<Guid?>("select id from access_organisation where area = @area and name = @name", new { area, name }, cancellationToken) is not null)
            return this.Invalid("Add.Name", "An organisation has this name already");

        var next = await db.WriteAsync(async work =>
        {
            var id = await Agreements.AddOrganisationAsync(work, area, Add.Kind, name);
            await History.AddAsync(work, id, viewer.Signature, "Added", "");
            await work.AuditAsync("organisations.added", id);
            return $"/admin/organisations/{id}/agreement";
        }, cancellationToken);
        return this.SeeOther(next);
    }

    public sealed class Form
    {
        public string Area { get; set; } = "";

        public string Name { get; set; } = "";

        public string Kind { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Name)
                .NotEmpty().WithMessage("Enter the name of the organisation")
                .MaximumLength(150).WithMessage("Name of the organisation must be 150 characters or less");
            RuleFor(form => form.Kind).Must(kind => kind != "dsr-team" && AccessArea.Kinds.Contains(kind)).WithMessage("Select the kind of organisation");
        }
    }
}
