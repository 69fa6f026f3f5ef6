using System.Globalization;

namespace Dsr.Rating;

/// <summary>A question of a draft: added, changed, taken out.</summary>
[Needs("tools.question", Roles.Administrator)]
internal sealed class EditToolQuestionPage(ToolVersions versions, Db db) : ToolDraftPage(versions)
{
    /// <summary>Of the question that is changed; empty for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty]
    public Form Question { get; set; } = new();

    public bool IsNew => Key.Length == 0;

    protected override Task<bool> ShowAsync(bool first, CancellationToken cancellationToken)
    {
        var item = Draft.Tool.Items.FirstOrDefault(each => each.Key == Key);
        if (first && item is not null) Question = Form.Of(item);
        return Task.FromResult(IsNew || item is not null);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var draft = await AgainAsync(cancellationToken);
                var tool = draft.Tool;
                if (Question.Step == Form.TakeOut)
                {
                    if (tool.Rules.Any(rule => rule.Of.Contains(Key))) throw new RefusedException("Question.Words", "A rule uses this question. Take the rule out first");
                    await draft.ChangeAsync(work, tool with { Items = [.. tool.Items.Where(item => item.Key != Key)] }, Version);
                    return draft.Link;
                }

                var item = Question.Item(IsNew ? KeyOf(Question.Words, tool) : Key);
                await draft.ChangeAsync(work, tool with { Items = IsNew ? [.. tool.Items, item] : [.. tool.Items.Select(each => each.Key == Key ? item : each)] }, Version);
                return draft.Link;
            }, cancellationToken);
            return this.Done(Question.Step == Form.TakeOut ? "Question taken out of the draft." : IsNew ? "Question added to the draft." : "Question changed.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    /// <summary>A key of its own for a question, from its first words; never one that the tool had before in this draft.</summary>
    private static string KeyOf(string words, RatingTool tool)
    {
        var letters = new string([.. words.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]);
        var stem = string.Join('-', letters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4));
        if (stem.Length == 0) stem = "question";
        return Enumerable.Range(1, tool.Items.Count + 1).Select(at => at == 1 ? stem : $"{stem}-{at}").First(key => tool.Items.All(item => item.Key != key));
    }

    public sealed class Form
    {
        public const string TakeOut = "take-out";

        public string Words { get; set; } = "";

        public string Help { get; set; } = "";

        public string Kind { get; set; } = "";

        /// <summary>Of a scale: a line for each answer, its points after the last comma.</summary>
        public string Answers { get; set; } = "";

        public string Within { get; set; } = "";

        public string Unit { get; set; } = "days";

        public string Weight { get; set; } = "";

        public string Step { get; set; } = "";

        public static Form Of(RatingTool.Item item) => new()
        {
            Words = item.Words, Help = item.Help ?? "", Kind = Kebab(item.Kind), Weight = item.Weight == 0 ? "" : $"{item.Weight}", Within = $"{item.Within}", Unit = Kebab(item.Unit),
            Answers = string.Join('\n', (item.Scale ?? []).Select(point => $"{point.Words}, {point.Points}")),
        };

        public RatingTool.Item Item(string key)
        {
            var kind = Kinds.First(kind => Kebab(kind) == Kind);
            return new(
                key, Words.Trim(), kind, string.IsNullOrWhiteSpace(Help) ? null : Help.Trim(), Whole.Of(Weight) ?? 0, kind == ItemKind.Scale ? Points() : null,
                kind == ItemKind.DateWindow ? Whole.Of(Within) : null, kind == ItemKind.DateWindow ? Units.First(unit => Kebab(unit) == Unit) : ClockUnit.Days);
        }

        /// <summary>Null where a line has no words or no points.</summary>
        public IReadOnlyList<RatingTool.Point>? Points()
        {
            var points = new List<RatingTool.Point>();
            foreach (var line in Answers.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var comma = line.LastIndexOf(',');
                if (comma < 1 || Whole.Of(line[(comma + 1)..]) is not { } worth) return null;
                points.Add(new((points.Count + 1).ToString(CultureInfo.InvariantCulture), line[..comma].Trim(), worth));
            }

            return points;
        }

        public static readonly IReadOnlyList<ItemKind> Kinds = Enum.GetValues<ItemKind>();

        public static readonly IReadOnlyList<ClockUnit> Units = [ClockUnit.Days, ClockUnit.Weeks, ClockUnit.Months];

        public static string Kebab<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => When(form => form.Step != Form.TakeOut, () =>
        {
            RuleFor(form => form.Words).NotEmpty().WithMessage("Enter the question").MaximumLength(300).WithMessage("Question must be 300 characters or less");
            RuleFor(form => form.Help).MaximumLength(500).WithMessage("Help must be 500 characters or less");
            RuleFor(form => form.Kind).Must(kind => Form.Kinds.Any(each => Form.Kebab(each) == kind)).WithMessage("Select how it is answered");
            RuleFor(form => form.Weight).Must(weight => Whole.Fits(weight, 0, 100)).WithMessage("Weight must be a whole number from 0 to 100");
            RuleFor(form => form.Answers).Must(Sound).When(form => form.Kind == "scale").WithMessage("Enter at least 2 answers, one on each line, with points after a comma");
            RuleFor(form => form.Within).Must(within => Whole.Of(within) is >= 1 and <= 120).When(form => form.Kind == "date-window").WithMessage("How long ago still counts must be a whole number from 1 to 120");
            RuleFor(form => form.Unit).Must(unit => Form.Units.Any(each => Form.Kebab(each) == unit)).When(form => form.Kind == "date-window").WithMessage("Select days, weeks or months");
        });

        private static bool Sound(Form form, string answers) => answers.Length <= 2000 && form.Points() is { Count: >= 2 and <= 20 } points && points.DistinctBy(point => point.Words).Count() == points.Count;
    }
}
