namespace Dsr.Consent;

/// <summary>Which route: a kind of the area profile, or that there is none yet or no longer.</summary>
internal sealed class ChooseForm
{
    public const string None = "none";

    public const string No = "no";

    public const string Lacking = "cannot-decide";

    public string Route { get; set; } = "";

    public sealed class Validator : AbstractValidator<ChooseForm>
    {
        public Validator() => RuleFor(form => form.Route).NotEmpty().WithMessage("Select who made the decision");
    }
}
