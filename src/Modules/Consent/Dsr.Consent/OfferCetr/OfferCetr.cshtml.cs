using System.ComponentModel.DataAnnotations;
using Dsr.Consent.Contracts;

namespace Dsr.Consent;

/// <summary>The reviews that were offered, with each answer, and a new offer.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class OfferCetrPage(Db db, OpenDecision open, CurrentPerson person, Viewer viewer) : PageModel, ILoads
{
    private const string List = CetrRow.Sql + "\norder by offered_on desc, id desc\nlimit 50";

    private const string Insert =
        """
        insert into consent_cetr (id, person_id, review, name, offered_on, offered_by_signature, offered_at)
        values (@Id, @PersonId, @Review, @Name, @OfferedOn, @Signature, @Now)
        """;

    [BindProperty]
    public Form Offer { get; set; } = new();

    public DecisionFacts Facts { get; private set; } = null!;

    public IReadOnlyList<CetrRow> Rows { get; private set; } = [];

    public string Reference => person.Reference;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts) return false;
        Facts = facts;
        Rows = await db.QueryAsync<CetrRow>(List, new { facts.PersonId }, cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var (on, age) = (Offer.OfferedOn!.Value, Anniversary.Age(Facts.BornOn, Offer.OfferedOn!.Value));
        if (on < Facts.BornOn) return this.Invalid("Offer.OfferedOn", $"Date it was offered must be after {Facts.FirstName} was born, {Words.Date(Facts.BornOn)}");
        if (age >= 18 && Offer.Plan is not ("yes" or "no")) return this.Invalid("Offer.Plan", "Select yes if they have an education, health and care plan");
        return this.SeeOther(await db.WriteAsync(async work =>
        {
            var id = Ids.New(work.Now);
            var name = CetrRow.NameFor(age, Offer.Plan == "yes");
            await work.ExecuteAsync(Insert, new { Id = id, Facts.PersonId, Offer.Review, Name = name, OfferedOn = on, viewer.Signature, work.Now });
            await work.PublishAsync(new CetrOffered(id, Facts.PersonId, name, Offer.Review, on, viewer.Signature, work.Now));
            return Links.Person.Page(person.Reference, $"authority/cetr/{id}");
        }, cancellationToken));
    }

    public sealed class Form
    {
        public string Review { get; set; } = "";

        public string Plan { get; set; } = "";

        [Display(Name = "Date it was offered")]
        public DateOnly? OfferedOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Review).Must(review => CetrRow.Reviews.Any(each => each.Key == review)).WithMessage("Select which review it is");
            RuleFor(form => form.OfferedOn)
                .NotNull().WithMessage("Enter the date it was offered")
                .Must(on => on <= clock.Today()).WithMessage("Date it was offered must be today or in the past");
        }
    }
}
