using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace Dsr.Rating;

/// <summary>Change a rating (journey 8.5): why, discussed and agreed with whom and when, what follows; never by one practitioner alone without saying so.</summary>
[Needs("ratings.change", Roles.Clinical)]
internal sealed class ChangeRatingPage(Db db, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    public static readonly IReadOnlyList<string> Offered = ["red", "amber", "green"];

    private const string PersonSql =
        """
        select p.first_name, p.born_on, p.rating, p.since_on, p.hold_until, p.version, c.changed_by_signature, c.route, c.agreed_on, c.changed_at
        from rating_person p
        left join rating_change c on c.id = p.change_id
        where p.id = @Id
        """;

    public enum Screens
    {
        Form,
        NotAgreed,
        Check,
    }

    [BindProperty]
    public Form Change { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Screens Screen { get; private set; }

    public Row Person { get; private set; } = null!;

    /// <summary>What a tool suggested since the rating of now was agreed.</summary>
    public ToolSince? Tool { get; private set; }

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public RatingArea Rules => areas[person.Area].Section<RatingArea>("rating");

    public string Now => Person.Rating is null ? "Not rated yet" : $"The rating is {Person.Rating} now, since {Words.Date(Person.SinceOn!.Value)}";

    public DateOnly DiscussBy => Rules.Times.Find(ClockKind.Discuss, Today).Due(Today);

    public IReadOnlyList<Followed> Follows => Dsr.Rating.Follows.From(Rules, areas[person.Area].Section<ReviewIntervals>("referrals"), Change.To, Person.BornOn, Today);

    public string? Hint(Followed follow)
    {
        var words = $"{(follow.DueOn is { } due ? $"By {Words.Date(due)}. " : "")}{follow.Rule}";
        return words.Length == 0 ? null : words;
    }

    public string AgreedWith => Change.Words(Person.FirstName);

    /// <summary>The rating would go down while it is held after a discharge.</summary>
    public bool EndsHold => RatingWords.IsDown(Person.Rating, Change.To) && Person.HoldUntil >= Today;

    /// <summary>What the reader should think about once more: a hold, a step down by somebody outside the team, a recent decision of a meeting.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            var warnings = new List<string>();
            if (EndsHold) warnings.Add($"The rating is held at {Person.Rating} after discharge until {Words.Date(Person.HoldUntil!.Value)}");
            if (RatingWords.IsDown(Person.Rating, Change.To) && !viewer.IsTeam) warnings.Add("You are lowering the rating, and you are not in the DSR team. The team will be told");
            if (Person is { Route: "meeting", AgreedOn: { } met } && Rules.Times.Find(ClockKind.MeetingDecision, met).Due(met) >= Today) warnings.Add($"A meeting agreed the rating of now on {Words.Date(met)}");
            return warnings;
        }
    }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = Person.Version;
        if (Response.StatusCode == StatusCodes.Status422UnprocessableEntity) Screen = ScreenOfErrors();
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Change.Step == "change") return Page();
        if (Change.Step == "confirm") return await SaveAsync(cancellationToken);

        if (!await FindAsync(cancellationToken)) return NotFound();
        if (Refused().ToList() is { Count: > 0 } refused) return this.Refuse(refused);
        if (!Change.Agreed && Change.Step != "not-agreed")
        {
            Screen = Screens.NotAgreed;
            return Page();
        }

        Screen = Screens.Check;
        Change.Follows = [.. Follows.Select(follow => follow.Words)];
        return Page();
    }

    private async Task<IActionResult> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                if (!await FindAsync(cancellationToken)) throw new LostRaceException();
                // somebody else's change since the form was opened is a lost race, which says what it is now
                if (Version != Person.Version) throw new LostRaceException();
                if (Refused().ToList() is { Count: > 0 } refused) throw new RefusedException(refused);
                await ChangeOfForm().ActAsync(work, areas);
                return Links.Person.Page(person.Reference, "ratings");
            }, cancellationToken);
            return this.Done("Rating changed.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
        catch (LostRaceException)
        {
            if (!await FindAsync(cancellationToken)) return NotFound();
            return this.Lost(new LostChange("Rating", $"{RatingWords.Colour(Person.Rating)}, changed by {Person.ChangedBySignature}, {Words.DateTime(Person.ChangedAt!.Value)}", RatingWords.Colour(Change.To)));
        }
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return false;
        Person = row;
        Tool = await db.FirstAsync<ToolSince>(ToolSince.Latest, new { PersonId = person.Id }, cancellationToken);
        return true;
    }

    /// <summary>What stands against the change as the register is now.</summary>
    private IEnumerable<(string Field, string Error)> Refused()
    {
        if (Person.Rating == "blue")
        {
            yield return ("Change.To", "Record the discharge first: the rating is blue while they are in a mental health hospital");
            yield break;
        }

        var confirms = Change.Step == "confirm";
        if (Change.To == Person.Rating) yield return ("Change.To", "Select a different rating, or add an update instead");
        if (Tool?.Suggested is { } suggested && suggested != Change.To && string.IsNullOrWhiteSpace(Change.Difference)) yield return ("Change.Difference", $"Enter why the rating is different from the one the tool suggests, {suggested}");
        if (Change.DiscussedOn < Person.BornOn) yield return ("Change.DiscussedOn", $"Date you discussed it must be after {Person.FirstName} was born, {Words.Date(Person.BornOn)}");
        if (!Change.Agreed && (confirms || Change.Step == "not-agreed") && string.IsNullOrWhiteSpace(Change.WhyNotAgreed)) yield return ("Change.WhyNotAgreed", "Enter why the rating cannot wait until it is agreed");
        if (confirms && EndsHold && string.IsNullOrWhiteSpace(Change.WhyEndHold)) yield return ("Change.WhyEndHold", "Enter why the rating should be lowered before the hold ends");
        if (confirms && Follows.Select(follow => follow.Words).Except(Change.Follows, StringComparer.Ordinal).Any() && string.IsNullOrWhiteSpace(Change.WhyNotFollow)) yield return ("Change.WhyNotFollow", "Enter why something should not happen, or tick it again");
    }

    private RatingChange ChangeOfForm()
        => new(person.Id, Change.To, "change", Today, Change.Reason.Trim(), Change.Agreed, AgreedWith, Change.Discussed ? Change.DiscussedOn : null, viewer.Signature)
        {
            WhyNotDiscussed = Change.Agreed ? null : Change.WhyNotAgreed.Trim(),
            FollowUpDueOn = Change.Agreed ? null : DiscussBy,
            // a hold ends with a change down; up from red there is only hospital
            HoldUntil = null,
            Difference = string.IsNullOrWhiteSpace(Change.Difference) ? null : Change.Difference.Trim(),
            WhyEndHold = EndsHold ? Change.WhyEndHold.Trim() : null,
            Wanted = Change.Follows,
            WhyNotFollow = string.IsNullOrWhiteSpace(Change.WhyNotFollow) ? null : Change.WhyNotFollow.Trim(),
            By = viewer.UserId,
            Version = Version,
        };

    private Screens ScreenOfErrors()
    {
        var wrong = ModelState.Where(entry => entry.Value?.Errors.Count > 0).Select(entry => entry.Key).ToList();
        return wrong.TrueForAll(key => key.StartsWith("Change.WhyNotAgreed", StringComparison.Ordinal)) ? Screens.NotAgreed
            : wrong.TrueForAll(key => key is "Change.WhyNotFollow" or "Change.WhyEndHold") ? Screens.Check
            : Screens.Form;
    }

    public sealed class Form
    {
        public string To { get; set; } = "";

        public string Reason { get; set; } = "";

        public string Difference { get; set; } = "";

        public List<string> DiscussedWith { get; set; } = [];

        public string PersonAgreed { get; set; } = "";

        public string FamilyNames { get; set; } = "";

        public string FamilyAgreed { get; set; } = "";

        public string ProfessionalNames { get; set; } = "";

        public string ProfessionalsAgreed { get; set; } = "";

        [Display(Name = "Date you discussed it")]
        public DateOnly? DiscussedOn { get; set; }

        public string WhyNotAgreed { get; set; } = "";

        public string WhyEndHold { get; set; } = "";

        public List<string> Follows { get; set; } = [];

        public string WhyNotFollow { get; set; } = "";

        public string Step { get; set; } = "";

        /// <summary>Somebody was asked.</summary>
        public bool Discussed => DiscussedWith.Intersect(ToolForm.Groups, StringComparer.Ordinal).Any();

        /// <summary>Somebody who was asked agreed.</summary>
        public bool Agreed => Discussed && Asked().Any(asked => asked.Agreed == "yes");

        public string Words(string firstName)
            => Discussed ? string.Join("; ", Asked().Select(asked => $"{asked.Who(firstName)} ({(asked.Agreed == "yes" ? "agreed" : "did not agree")})")) : "Not discussed with anyone yet";

        private IEnumerable<(Func<string, string> Who, string Agreed)> Asked()
        {
            if (DiscussedWith.Contains("person")) yield return (name => name, PersonAgreed);
            if (DiscussedWith.Contains("family")) yield return (_ => FamilyNames.Trim(), FamilyAgreed);
            if (DiscussedWith.Contains("professionals")) yield return (_ => ProfessionalNames.Trim(), ProfessionalsAgreed);
        }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            When(form => form.Step != "change", () =>
            {
                RuleFor(form => form.To)
                    .Must(to => Offered.Contains(to)).WithMessage("Select the new rating");
                RuleFor(form => form.Reason)
                    .NotEmpty().WithMessage("Enter the reason for the change")
                    .MaximumLength(1000).WithMessage("Reason must be 1,000 characters or less");
                RuleFor(form => form.Difference)
                    .MaximumLength(1000).WithMessage("Why it is different must be 1,000 characters or less");
                RuleFor(form => form.DiscussedWith)
                    .Must(groups => groups.Contains(ToolForm.NoOne) || groups.Intersect(ToolForm.Groups, StringComparer.Ordinal).Any()).WithMessage("Select who you discussed this with")
                    .Must(groups => !groups.Contains(ToolForm.NoOne) || groups.Count == 1).WithMessage("Select who you discussed this with, or select \"Not discussed with anyone yet\"");
                RuleFor(form => form.PersonAgreed)
                    .Must(YesOrNo).When(form => form.DiscussedWith.Contains("person")).WithMessage("Select yes if the person agreed");
                RuleFor(form => form.FamilyNames)
                    .NotEmpty().When(form => form.DiscussedWith.Contains("family"), ApplyConditionTo.CurrentValidator).WithMessage("Enter who in the family you discussed it with")
                    .MaximumLength(200).WithMessage("Who in the family must be 200 characters or less");
                RuleFor(form => form.FamilyAgreed)
                    .Must(YesOrNo).When(form => form.DiscussedWith.Contains("family")).WithMessage("Select yes if the family agreed");
                RuleFor(form => form.ProfessionalNames)
                    .NotEmpty().When(form => form.DiscussedWith.Contains("professionals"), ApplyConditionTo.CurrentValidator).WithMessage("Enter which professionals you discussed it with")
                    .MaximumLength(500).WithMessage("Which professionals must be 500 characters or less");
                RuleFor(form => form.ProfessionalsAgreed)
                    .Must(YesOrNo).When(form => form.DiscussedWith.Contains("professionals")).WithMessage("Select yes if the professionals agreed");
                RuleFor(form => form.DiscussedOn)
                    .NotNull().When(form => form.Discussed, ApplyConditionTo.CurrentValidator).WithMessage("Enter the date you discussed it")
                    .Must(on => on is null || on <= clock.Today()).WithMessage("Date you discussed it must be today or in the past");
                RuleFor(form => form.WhyNotAgreed)
                    .MaximumLength(1000).WithMessage("Why it cannot wait must be 1,000 characters or less");
                RuleFor(form => form.WhyEndHold)
                    .MaximumLength(1000).WithMessage("Why the hold should end must be 1,000 characters or less");
                RuleFor(form => form.WhyNotFollow)
                    .MaximumLength(500).WithMessage("Why something should not happen must be 500 characters or less");
            });
        }

        private static bool YesOrNo(string answer) => answer is "yes" or "no";
    }

    public sealed record Row(
        string FirstName, DateOnly BornOn, string? Rating, DateOnly? SinceOn, DateOnly? HoldUntil, int Version, string? ChangedBySignature, string? Route, DateOnly? AgreedOn, DateTimeOffset? ChangedAt);
}
