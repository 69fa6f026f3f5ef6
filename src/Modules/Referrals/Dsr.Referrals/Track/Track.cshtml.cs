using System.ComponentModel.DataAnnotations;

namespace Dsr.Referrals;

/// <summary>What has become of a referral, by its reference and the person's date of birth: 5 tries, then 15 minutes. Whatever is wrong is answered with the same words.</summary>
[AllowAnonymous]
internal sealed class TrackPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts, Db db, PublicTries tries) : PublicPage(areas, viewer, parts)
{
    private const string NotFoundWords = "We cannot find that reference and date of birth";

    private static readonly TimeSpan Shown = TimeSpan.FromHours(1);

    [BindProperty]
    public Form Track { get; set; } = new();

    public bool TooMany { get; private set; }

    protected override string Name => "";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var whole = Reference.TryParse(Track.Reference, out var reference);
        // a try is counted before it is judged; the reference too, so that many addresses do not try many birthdays
        if (!await tries.TakeAsync(PublicTries.Tracking, whole ? ["reference " + reference] : []))
        {
            TooMany = true;
            this.TooMany(PublicTries.Tracking.Within);
            return Page();
        }
        var born = Track.BornOn!.Value;
        var sent = await db.FirstAsync<Guid?>(
            """
            select r.id
            from referrals_referral as r
            join referrals_person as p on p.id = r.person_id
            where r.reference = @reference
            and p.born_on = @born
            and r.submitted_at is not null
            """, new { reference, born }, cancellationToken);
        // asked whether or not the first found it: both answers take the same time
        var held = await db.FirstAsync<SelfDraft>(SelfDraft.Select + "where reference = @reference and state in ('held', 'discarded')", new { reference }, cancellationToken);
        var draft = held is not null && held.Answers.Born == born ? held.Id : (Guid?)null;
        if (sent is null && draft is null) return this.Invalid("Track.Reference", NotFoundWords);
        return this.SeeOther(await db.WriteAsync(async work => $"{Links.Track}/{await SelfMail.LinkAsync(work, "track", draft, sent, work.Now + Shown)}", cancellationToken));
    }

    public sealed class Form
    {
        public string Reference { get; set; } = "";

        [Display(Name = "Date of birth")]
        public DateOnly? BornOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Reference)
                .NotEmpty().WithMessage("Enter the reference")
                .MaximumLength(40).WithMessage("Reference must be 40 characters or less");
            RuleFor(form => form.BornOn)
                .NotNull().WithMessage("Enter the person's date of birth");
        }
    }
}
