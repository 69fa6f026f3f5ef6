using System.Text.RegularExpressions;

namespace Dsr.Rating;

/// <summary>Start a new version of a tool from one there is: a draft, which nobody is asked until it goes live.</summary>
[Needs("tools.start", Roles.Administrator)]
internal sealed partial class StartToolVersionPage(ToolVersions versions, Db db, Viewer viewer) : PageModel, ILoads
{
    private const string Insert =
        """
        insert into rating_tool_version (id, area, tool_key, tool_version, definition, state, began_from, why, started_by_signature, started_at, version)
        values (@Id, @Area, @Key, @Number, @Definition, 'draft', @From, @Why, @Signature, @Now, 1)
        on conflict (area, tool_key, tool_version) do nothing
        """;

    [BindProperty(SupportsGet = true)]
    public string Register { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Tool { get; set; } = "";

    [BindProperty]
    public Form Start { get; set; } = new();

    public ToolVersion Current { get; private set; } = null!;

    public IReadOnlyList<ToolVersion> Versions { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await versions.OfAsync(Register, Tool, cancellationToken) is not { } found) return false;
        (Versions, Current) = (found, versions.Current(found));
        if (Start.From.Length == 0) Start.From = Current.Number;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await versions.FindAsync(Register, Tool, Start.From, cancellationToken) is not { } from) return this.Invalid("Start.From", "Select the version to start from");
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var (id, number) = (Ids.New(work.Now), Start.Number.Trim());
                var row = new { Id = id, from.Area, Key = from.ToolKey, Number = number, Definition = ShippedTools.Write(from.Tool with { Version = number }), From = from.Number, Why = Start.Why.Trim(), viewer.Signature, work.Now };
                if (from.Number == number || await work.ExecuteAsync(Insert, row) == 0) throw new RefusedException("Start.Number", $"There is a version {number} already. Enter another name");
                await work.AuditAsync("tool-version-started", id);
                return ToolLinks.Version(from.Area, from.ToolKey, number);
            }, cancellationToken);
            return this.Done("Draft started. Nobody is asked it until it goes live.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    public sealed class Form
    {
        public string From { get; set; } = "";

        public string Number { get; set; } = "";

        public string Why { get; set; } = "";
    }

    public sealed partial class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Number)
                .NotEmpty().WithMessage("Enter a name for the new version")
                .Must(number => string.IsNullOrWhiteSpace(number) || Name().IsMatch(number.Trim())).WithMessage("Name of the new version must be 20 letters, numbers, spaces, dots or hyphens or fewer");
            RuleFor(form => form.Why)
                .NotEmpty().WithMessage("Enter why the tool is changing")
                .MaximumLength(500).WithMessage("Why the tool is changing must be 500 characters or less");
        }

        [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 .-]{0,19}$", RegexOptions.None, 1000)]
        private static partial Regex Name();
    }
}
