using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>A referral as the DSR team judges it (8.3): every check, what it says, the decision. What the area passed on is a stub.</summary>
[Needs("referrals.triage", Roles.Team)]
internal sealed class TriagePage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty]
    public Form Found { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Referral Referral { get; private set; } = null!;

    public PassedReferral? Passed { get; private set; }

    public IReadOnlyList<PassedReferral> CameFrom { get; private set; } = [];

    public TriageStop? Stop { get; private set; }

    public TriageLook? Look { get; private set; }

    public IReadOnlyDictionary<string, TriageCheck> Checks { get; private set; } = new Dictionary<string, TriageCheck>();

    public IReadOnlyList<PossibleMatch> Matches { get; private set; } = [];

    public IReadOnlyList<ReferralCard> Cards { get; private set; } = [];

    public IReadOnlyList<ReferralMessage> Messages { get; private set; } = [];

    public IReadOnlyList<ReferralClockLine> Clocks { get; private set; } = [];

    public string? Owner { get; private set; }

    /// <summary>What somebody sent without an account; null for a professional's.</summary>
    public SelfForTeam? Self { get; private set; }

    public DateOnly Today => clock.Today();

    public DateTimeOffset Now => clock.GetUtcNow();

    public bool AuthorityInForce => Referral.AuthorityInForce(Today);

    public int CriteriaMet { get; private set; }

    public string Diagnosis { get; private set; } = "";

    public int CriteriaNeeded => areas[Referral.Area].Section<ReferralsArea>("referrals").Criteria.Needed;

    public string RegisterName(string area) => areas[area].RegisterName;

    /// <summary>What the team found, in words; null while it has not looked.</summary>
    public string? Checked(string about)
        => Checks.TryGetValue(about, out var check)
            ? (check.Answer switch { "yes" => "Yes", "no" => "No", _ => "Not sure yet" }) + (check.Note.Length > 0 ? $": {check.Note}" : "") + $" ({check.Who}, {Words.DateTime(check.At)})"
            : null;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var reference = this.RouteReference();
        if (await TriageReferral.FindAsync(db, viewer, reference, cancellationToken) is not { } referral)
            return (Passed = await PassedReferral.FindAsync(db, reference, viewer.Area, cancellationToken)) is not null;

        Referral = referral;
        Stop = await TriageStop.FindAsync(db, referral, viewer, Now, cancellationToken);
        Look = await TriageLook.FindAsync(db, referral.Id, Now, cancellationToken);
        Checks = await TriageCheck.ListAsync(db, referral.Id, cancellationToken);
        if (HttpMethods.IsGet(Request.Method)) Found = Form.Of(Checks);
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = referral.Version;
        Matches = await TriageReferral.MatchesAsync(db, referral, cancellationToken);
        Messages = await ReferralMessages.ListAsync(db, referral.Id, cancellationToken);
        CameFrom = await PassedReferral.OfAsync(db, referral.Id, cancellationToken);
        if (referral.State == "submitted") Clocks = areas[referral.Area].Section<ReferralsArea>("referrals").Clocks.Lines(referral, Messages.Pauses(referral), Now);
        var answers = await Drafts.AnswersAsync(db, referral.Id, cancellationToken);
        if (answers.TryGetValue(DraftCriteriaPage.Task, out var answer))
        {
            var criteria = answer.As<DraftCriteriaPage.Form>();
            (CriteriaMet, Diagnosis) = (criteria.Met.Count, criteria.Diagnosis.Length == 0 ? "" : $"{DraftWords.Diagnosis(criteria.Diagnosis)}, {DraftWords.Status(criteria.Status).ToLowerInvariant()}");
        }
        Owner = referral.OwnerId is { } ownerId ? (await Owners.FindAsync(db, ownerId, referral.Area, Today, cancellationToken))?.Signature : null;
        Self = SelfForTeam.Of(answers, areas[referral.Area], Today);
        Cards = ReferralContent.Cards(referral, answers, areas[referral.Area], Owner, Today);
        await audit.ReadAsync("referrals.triage", [referral.PersonId, .. Matches.Select(match => match.Id)]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await TriageLook.HoldAsync(work, referral, viewer);
            await work.ChangeAsync(
                """
                update referrals_referral
                set triaged_at = case when @checked = 1 then coalesce(triaged_at, @Now) else triaged_at end, version = version + 1
                where id = @Id
                and version = @Version
                and state = 'submitted'
                """, new { referral.Id, Version, work.Now, @checked = Found.All.All(each => each.Answer is "yes" or "no") });
            foreach (var (about, answer, note) in Found.All.Where(each => each.Answer.Length > 0))
                await TriageCheck.PutAsync(work, referral.Id, about, answer, note.Trim(), viewer.Signature);
            await work.AuditAsync("ReferralChecked", referral.Id, referral.PersonId);
            return Links.Triage(referral.Reference);
        }, cancellationToken);
        return this.Done("Checks saved.", next);
    }

    public sealed class Form
    {
        public string Consent { get; set; } = "";

        public string ConsentNote { get; set; } = "";

        public string Criteria { get; set; } = "";

        public string CriteriaNote { get; set; } = "";

        public string Tool { get; set; } = "";

        public string ToolNote { get; set; } = "";

        public string Owner { get; set; } = "";

        public string OwnerNote { get; set; } = "";

        internal IReadOnlyList<(string About, string Answer, string Note)> All => [("consent", Consent, ConsentNote), ("criteria", Criteria, CriteriaNote), ("tool", Tool, ToolNote), ("owner", Owner, OwnerNote)];

        internal static Form Of(IReadOnlyDictionary<string, TriageCheck> checks)
        {
            return new Form
            {
                Consent = Answer("consent"), ConsentNote = Note("consent"), Criteria = Answer("criteria"), CriteriaNote = Note("criteria"),
                Tool = Answer("tool"), ToolNote = Note("tool"), Owner = Answer("owner"), OwnerNote = Note("owner"),
            };

            string Answer(string about) => checks.TryGetValue(about, out var check) ? check.Answer : "";

            string Note(string about) => checks.TryGetValue(about, out var check) ? check.Note : "";
        }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            foreach (var (answer, note, what) in new (System.Linq.Expressions.Expression<Func<Form, string>>, System.Linq.Expressions.Expression<Func<Form, string>>, string)[]
            {
                (form => form.Consent, form => form.ConsentNote, "the decision is not valid"), (form => form.Criteria, form => form.CriteriaNote, "the criteria are not met"),
                (form => form.Tool, form => form.ToolNote, "the team sees it in another way"), (form => form.Owner, form => form.OwnerNote, "the owner has not agreed"),
            })
            {
                var answered = answer.Compile();
                RuleFor(answer).Must(value => value is "" or "yes" or "no" or "not-sure").WithMessage("Select yes, no or not sure yet");
                RuleFor(note)
                    .NotEmpty().When(form => answered(form) == "no", ApplyConditionTo.CurrentValidator).WithMessage($"Enter why {what}")
                    .MaximumLength(500).WithMessage("A note must be 500 characters or less");
            }
            RuleFor(form => form).Must(form => form.All.Any(each => each.Answer.Length > 0)).OverridePropertyName(nameof(Form.Consent)).WithMessage("Select an answer to one check or more");
        }
    }
}
