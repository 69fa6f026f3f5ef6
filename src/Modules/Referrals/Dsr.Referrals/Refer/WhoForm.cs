using System.ComponentModel.DataAnnotations;

namespace Dsr.Referrals;

/// <summary>Who a referral is for: asked before there is a draft, and changed in it.</summary>
internal sealed class WhoForm
{
    public string KnowsNumber { get; set; } = "";

    public string NhsNumber { get; set; } = "";

    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    [Display(Name = "Date of birth")]
    public DateOnly? BornOn { get; set; }

    public string? Number => KnowsNumber == "yes" && Shared.NhsNumber.TryParse(NhsNumber, out var digits) ? digits : null;

    internal sealed class Validator : AbstractValidator<WhoForm>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.KnowsNumber)
                .Must(known => known is "yes" or "no").WithMessage("Select whether you know their NHS number");
            RuleFor(form => form.NhsNumber)
                .Custom((typed, context) =>
                {
                    if (Shared.NhsNumber.Read(typed, out _) is not NhsNumberFault.None and var fault) context.AddFailure(fault.Message());
                })
                .When(form => form.KnowsNumber == "yes");
            RuleFor(form => form.FirstName)
                .Must(name => NameKey.Of(name).Length > 0).WithMessage("Enter their first name")
                .MaximumLength(100).WithMessage("First name must be 100 characters or less");
            RuleFor(form => form.LastName)
                .Must(name => NameKey.Of(name).Length > 0).WithMessage("Enter their last name")
                .MaximumLength(100).WithMessage("Last name must be 100 characters or less");
            RuleFor(form => form.BornOn)
                .NotNull().WithMessage("Enter their date of birth")
                .Must(born => born <= clock.Today()).WithMessage("Date of birth must be in the past")
                .Must(born => born >= clock.Today().AddYears(-120)).WithMessage("Date of birth must be in the last 120 years");
        }
    }
}
