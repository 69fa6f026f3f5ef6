namespace Dsr.Rating;

/// <summary>The rules of a draft: which answers together suggest a rating, and from which total on.</summary>
[Needs("tools.rules", Roles.Administrator)]
internal sealed class EditToolRulesPage(ToolVersions versions, Db db) : ToolDraftPage(versions)
{
    [BindProperty]
    public Form Rules { get; set; } = new();

    protected override Task<bool> ShowAsync(bool first, CancellationToken cancellationToken)
    {
        string From(string rating) => $"{Draft.Tool.Thresholds.FirstOrDefault(threshold => threshold.Suggests == rating)?.AtLeast}";
        if (first) (Rules.Red, Rules.Amber, Rules.Green) = (From("red"), From("amber"), From("green"));
        return Task.FromResult(true);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var draft = await AgainAsync(cancellationToken);
                var tool = draft.Tool;
                tool = Rules.Step switch
                {
                    Form.Thresholds => tool with { Thresholds = [.. Rules.Totals()] },
                    Form.Add => tool with { Rules = [.. tool.Rules, new(Rules.Suggests, Whole.Of(Rules.AtLeast)!.Value, [.. tool.Items.Select(item => item.Key).Where(Rules.Of.Contains)])] },
                    _ => tool with { Rules = [.. tool.Rules.Where((_, at) => Whole.Of(Rules.Step["remove-".Length..]) != at)] },
                };
                // what is still to come, as weights, is asked for when it goes live
                if (Rules.Step == Form.Add && tool.Faults().FirstOrDefault(fault => fault.StartsWith("A rule", StringComparison.Ordinal)) is { } fault) throw new RefusedException("Rules.Of", fault);
                if (Rules.Step == Form.Thresholds && tool.Faults().Contains("Two thresholds are the same")) throw new RefusedException("Rules.Red", "Two thresholds are the same");
                await draft.ChangeAsync(work, tool, Version);
                return ToolLinks.Page(draft, "rules");
            }, cancellationToken);
            return this.Done("Rules changed.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    public sealed class Form
    {
        public const string Add = "add";

        public const string Thresholds = "thresholds";

        public string Suggests { get; set; } = "";

        public string AtLeast { get; set; } = "";

        public List<string> Of { get; set; } = [];

        public string Red { get; set; } = "";

        public string Amber { get; set; } = "";

        public string Green { get; set; } = "";

        public string Step { get; set; } = "";

        public IEnumerable<RatingTool.Threshold> Totals()
            => new[] { (Red, "red"), (Amber, "amber"), (Green, "green") }.Where(each => Whole.Of(each.Item1) is not null).Select(each => new RatingTool.Threshold(Whole.Of(each.Item1)!.Value, each.Item2));
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            When(form => form.Step == Form.Add, () =>
            {
                RuleFor(form => form.Suggests).Must(rating => rating is "red" or "amber" or "green").WithMessage("Select what the rule suggests");
                RuleFor(form => form.AtLeast).Must(number => Whole.Of(number) is >= 1 and <= 100).WithMessage("Enter how many must be yes");
                RuleFor(form => form.Of).NotEmpty().WithMessage("Select the questions of the rule");
            });
            When(form => form.Step == Form.Thresholds, () =>
            {
                RuleFor(form => form.Red).Must(total => Whole.Fits(total, 1, 10_000)).WithMessage("Red from must be a whole number from 1 to 10,000");
                RuleFor(form => form.Amber).Must(total => Whole.Fits(total, 1, 10_000)).WithMessage("Amber from must be a whole number from 1 to 10,000");
                RuleFor(form => form.Green).Must(total => Whole.Fits(total, 1, 10_000)).WithMessage("Green from must be a whole number from 1 to 10,000");
            });
            RuleFor(form => form.Step).Must(step => step is Form.Add or Form.Thresholds || step.StartsWith("remove-", StringComparison.Ordinal)).WithMessage("Select what to change");
        }
    }
}
