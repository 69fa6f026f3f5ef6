using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>Ask the DSR team to take somebody off the register (journey 8.10): an entry confirms the conversation with the person or the best interests meeting, and each open action is closed or handed over.</summary>
[Needs("removals.ask", Roles.Clinical)]
internal sealed class AskRemovalPage(Db db, Entry entry, CurrentPerson person, Viewer viewer, TimeProvider clock, Areas areas) : PageModel, ILoads
{
    public static readonly IReadOnlyDictionary<string, string> Conversations = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["talked"] = "We talked with them",
        ["best-interests"] = "A best interests meeting was held",
    };

    private const string Insert =
        """
        insert into referrals_removal (id, person_id, area, reason, state, asked_at, asked_by, asked_by_signature, decide_by_on, conversation, conversation_on, conversation_who, conversation_said, taken_over_by, version)
        values (@id, @PersonId, @Area, @Reason, 'asked', @Now, @UserId, @Signature, @DecideByOn, @Conversation, @On, @Who, @Said, @TakenOverBy, 1)
        """;

    private const string Waiting =
        """
        select asked_at, asked_by_signature, decide_by_on
        from referrals_removal
        where person_id = @Id
        and state = 'asked'
        """;

    [BindProperty]
    public Form Ask { get; set; } = new();

    [BindProperty]
    public string Step { get; set; } = "";

    public bool Checking { get; private set; }

    public Before? AskedBefore { get; private set; }

    public string CalledBy { get; private set; } = "";

    public IReadOnlyList<OpenAction> Open { get; private set; } = [];

    public DateOnly DecideByOn => clock.Today().AddWorkingDays(areas[person.Area].Section<ReferralsArea>("referrals").DecisionWorkingDays);

    /// <summary>What was typed, for the check page to send on.</summary>
    public IEnumerable<(string Name, string Value)> Typed
        => Request.Form.Where(each => each.Key.StartsWith("Ask.", StringComparison.Ordinal)).Select(each => (each.Key, each.Value.ToString()));

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { State: "active" } row) return false;
        CalledBy = row.CalledBy;
        AskedBefore = await db.FirstAsync<Before>(Waiting, new { person.Id }, cancellationToken);
        Open = await OpenAction.OfAsync(db, person.Id, cancellationToken);
        Ask.Actions = OpenAction.Fates(Open, Ask.Actions);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Step == "change") return Page();
        var open = await OpenAction.OfAsync(db, person.Id, cancellationToken);
        if (open.Any(action => !Ask.Actions.Exists(fate => fate.Id == action.Id))) return this.Invalid("Ask.Actions", "Another action was agreed. Close it or hand it over");
        Ask.Actions.RemoveAll(fate => open.All(action => action.Id != fate.Id));
        if (Step != "send")
        {
            Checking = true;
            return Page();
        }

        var next = await db.WriteAsync(async work =>
        {
            if (await work.FirstAsync<Before>(Waiting, new { person.Id }) is not null) throw new LostRaceException();
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(Insert, new
            {
                id, PersonId = person.Id, person.Area, Ask.Reason, work.Now, viewer.UserId, viewer.Signature, DecideByOn, Ask.Conversation, Ask.On,
                Who = Ask.Who.Trim(), Said = Ask.Said.Trim(), TakenOverBy = Ask.Reason == RemovalReason.Moved ? Ask.TakenOverBy.Trim() : null,
            });
            foreach (var fate in Ask.Actions) await Leaving.KeepAsync(work, id, fate);
            await Timeline.AddAsync(work, person.Id, "removal", viewer.Signature, id, "Asked to come off the register",
                $"{RemovalReason.Words(Ask.Reason)}.\n{Conversations[Ask.Conversation]} on {Words.Date(Ask.On!.Value)}, with {Ask.Who.Trim()}: {Ask.Said.Trim()}");
            await Inbox.AddAsync(work, person.Area, person.Id, null, "removal", viewer.Signature, "Asked to come off the register");
            await work.AuditAsync("RemovalAsked", id, person.Id);
            return viewer.IsTeam ? Links.Removal(id) : Links.Person.Summary(person.Reference);
        }, cancellationToken);
        return this.Done($"Sent. The DSR team decides by {Words.Date(DecideByOn)}. Until then the record stays as it is.", next);
    }

    public sealed class Form
    {
        public string Reason { get; set; } = "";

        public string TakenOverBy { get; set; } = "";

        public string Conversation { get; set; } = "";

        [Display(Name = "Date")]
        public DateOnly? On { get; set; }

        public string Who { get; set; } = "";

        public string Said { get; set; } = "";

        public List<ActionFate> Actions { get; set; } = [];
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Reason).Must(reason => RemovalReason.Asked.Any(known => known.Key == reason)).WithMessage("Select why they should come off the register");
            RuleFor(form => form.TakenOverBy)
                .NotEmpty().When(form => form.Reason == RemovalReason.Moved, ApplyConditionTo.CurrentValidator).WithMessage("Enter who has taken over")
                .MaximumLength(300).WithMessage("Who has taken over must be 300 characters or less");
            RuleFor(form => form.Conversation)
                .Must(answer => Conversations.ContainsKey(answer)).WithMessage(form => form.Conversation == "no"
                    ? "Talk to them first, or hold a best interests meeting, then ask"
                    : "Select whether you talked to them or held a best interests meeting");
            RuleFor(form => form.On)
                .NotNull().WithMessage("Enter the date of the conversation or meeting")
                .Must(on => on is null || on <= clock.Today()).WithMessage("Date must be today or in the past");
            RuleFor(form => form.Who).NotEmpty().WithMessage("Enter who took part").MaximumLength(300).WithMessage("Who took part must be 300 characters or less");
            RuleFor(form => form.Said).NotEmpty().WithMessage("Enter what they said").MaximumLength(2000).WithMessage("What they said must be 2,000 characters or less");
            RuleForEach(form => form.Actions).SetValidator(new ActionFate.Validator());
        }
    }

    internal sealed record Before(DateTimeOffset AskedAt, string AskedBySignature, DateOnly DecideByOn);
}
