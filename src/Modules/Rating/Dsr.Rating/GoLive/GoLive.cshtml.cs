using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace Dsr.Rating;

/// <summary>A draft goes live from a day on, after a look at whom it affects. From then on nobody edits it.</summary>
[Needs("tools.go-live", Roles.Administrator)]
internal sealed class GoLivePage(ToolVersions versions, ToolEffects effects, Db db, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const string MakeLive =
        """
        update rating_tool_version
        set state = 'live', live_on = @on, live_by_signature = @Signature, live_at = @Now, why = @why, version = version + 1
        where id = @Id
        and state = 'draft'
        and version = @Version
        """;

    [BindProperty(SupportsGet = true)]
    public string Register { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Tool { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Number { get; set; } = "";

    [BindProperty]
    public Form Live { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public EffectShown Shown { get; private set; } = null!;

    public ToolVersion Draft => Shown.Draft;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await versions.OfAsync(Register, Tool, cancellationToken) is not { } all || all.FirstOrDefault(version => version.Number == Number) is not { IsDraft: true } draft) return false;
        Shown = await EffectShown.OfAsync(draft, versions.Current(all), effects, viewer, cancellationToken);
        if (!HttpMethods.IsPost(Request.Method)) (Live.On, Live.Why) = (Today, draft.Why);
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = draft.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var draft = await versions.FindAsync(Register, Tool, Number, cancellationToken) ?? throw new LostRaceException();
                if (draft.IsDraft && draft.Tool.Faults().FirstOrDefault() is { } fault) throw new RefusedException("", fault);
                await work.ChangeAsync(MakeLive, new { draft.Id, Version, on = Live.On, why = Live.Why.Trim(), viewer.Signature, work.Now });
                await work.AuditAsync("tool-version-live", draft.Id);
                return ToolLinks.Tool(draft.Area, draft.ToolKey);
            }, cancellationToken);
            return this.Done($"The version is in use from {Words.Date(Live.On!.Value)}.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    public sealed class Form
    {
        [Display(Name = "Date it goes live")]
        public DateOnly? On { get; set; }

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.On)
                .NotNull().WithMessage("Enter the date it goes live")
                .Must(on => on is null || on >= clock.Today()).WithMessage("Date it goes live must be today or in the future");
            RuleFor(form => form.Why)
                .NotEmpty().WithMessage("Enter why the tool is changing")
                .MaximumLength(500).WithMessage("Why the tool is changing must be 500 characters or less");
        }
    }
}
