using System.ComponentModel.DataAnnotations;

namespace Dsr.Rating;

/// <summary>A draft goes live from a day on, after a look at whom it affects. From then on nobody edits it.</summary>
[Needs("tools.go-live", Roles.Administrator)]
internal sealed class GoLivePage(ToolVersions versions, ToolEffects effects, Db db, Viewer viewer, TimeProvider clock) : ToolDraftPage(versions)
{
    private const string MakeLive =
        """
        update rating_tool_version
        set state = 'live', live_on = @on, live_by_signature = @Signature, live_at = @Now, why = @why, version = version + 1
        where id = @Id
        and state = 'draft'
        and version = @Version
        """;

    [BindProperty]
    public Form Live { get; set; } = new();

    public EffectShown Shown { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    protected override async Task<bool> ShowAsync(bool first, CancellationToken cancellationToken)
    {
        if (await Versions.OfAsync(Register, Tool, cancellationToken) is not { } all) return false;
        Shown = await EffectShown.OfAsync(Draft, Versions.Current(all), effects, viewer, cancellationToken);
        if (first) (Live.On, Live.Why) = (Today, Draft.Why);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var draft = await AgainAsync(cancellationToken);
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
