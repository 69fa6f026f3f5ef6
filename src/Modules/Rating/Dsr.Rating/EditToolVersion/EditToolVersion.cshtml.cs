namespace Dsr.Rating;

/// <summary>What is said about a tool, in a draft.</summary>
[Needs("tools.edit", Roles.Administrator)]
internal sealed class EditToolVersionPage(ToolVersions versions, Db db) : ToolDraftPage(versions)
{
    [BindProperty]
    public Form Edit { get; set; } = new();

    protected override Task<bool> ShowAsync(bool first, CancellationToken cancellationToken)
    {
        if (first) Edit = new Form { Name = Draft.Tool.Name, Source = Draft.Tool.Source, Introduction = Draft.Tool.Introduction, FromAge = $"{Draft.Tool.FromAge}", ToAge = $"{Draft.Tool.ToAge}" };
        return Task.FromResult(true);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var next = await db.WriteAsync(async work =>
        {
            var draft = await AgainAsync(cancellationToken);
            await draft.ChangeAsync(work, draft.Tool with { Name = Edit.Name.Trim(), Source = Edit.Source.Trim(), Introduction = Edit.Introduction.Trim(), FromAge = Whole.Of(Edit.FromAge), ToAge = Whole.Of(Edit.ToAge) }, Version);
            return draft.Link;
        }, cancellationToken);
        return this.Done("Draft changed.", next);
    }

    public sealed class Form
    {
        public string Name { get; set; } = "";

        public string Source { get; set; } = "";

        public string Introduction { get; set; } = "";

        public string FromAge { get; set; } = "";

        public string ToAge { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Name).NotEmpty().WithMessage("Enter the name of the tool").MaximumLength(100).WithMessage("Name must be 100 characters or less");
            RuleFor(form => form.Source).NotEmpty().WithMessage("Enter where the tool comes from").MaximumLength(500).WithMessage("Source must be 500 characters or less");
            RuleFor(form => form.Introduction).NotEmpty().WithMessage("Enter the introduction").MaximumLength(1000).WithMessage("Introduction must be 1,000 characters or less");
            RuleFor(form => form.FromAge).Must(age => Whole.Fits(age, 0, 119)).WithMessage("Lowest age must be a whole number from 0 to 119");
            RuleFor(form => form.ToAge).Must(age => Whole.Fits(age, 0, 119)).WithMessage("Highest age must be a whole number from 0 to 119")
                .Must((form, to) => !(Whole.Of(to) < Whole.Of(form.FromAge))).WithMessage("Highest age must be the same as or above the lowest age");
        }
    }
}

/// <summary>Whole numbers that were typed; empty is none.</summary>
internal static class Whole
{
    public static int? Of(string? typed) => int.TryParse(typed?.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Fits(string? typed, int from, int to) => string.IsNullOrWhiteSpace(typed) || (Of(typed) is { } number && number >= from && number <= to);
}
