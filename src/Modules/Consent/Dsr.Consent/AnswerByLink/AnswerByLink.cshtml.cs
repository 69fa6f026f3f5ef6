using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>
/// The person, or who decides for a child, answers by a link (ui.md 7.A): one question a page, nothing kept before it is sent. Looking uses nothing up (mail scanners look);
/// sending does, once. A no stops sharing in the same commit; a yes waits for who asked, to be recorded; not sure is called back.
/// </summary>
[AllowAnonymous]
internal sealed class AnswerByLinkPage(Db db, Areas areas, TimeProvider clock, Viewer viewer) : PageModel, ILoads
{
    private static readonly IReadOnlyList<string> Steps = ["read", "answer", "who", "advocate", "told", "check"];

    private const string ByLink = "Answered by link";

    private const string Find =
        """
        select l.id, l.person_id, l.respondent, l.easy, l.to_address, l.expires_at, l.ended_at, l.renewed_at, p.area, p.withdrawn_at, p.version, p.kind,
          (select count(*) from consent_reply r where r.id = l.id) as replies, p.born_on, p.ends_on, p.differs_at, l.cetr_id
        from consent_link l
        join consent_person p on p.id = l.person_id
        where l.token_hash = @hash
        and l.purpose = 'answer'
        and p.closed = 0
        and (l.cetr_id is null or l.ended_at is not null or exists (
          select 1
          from consent_cetr c
          where c.id = l.cetr_id
          and c.answer is null
        ))
        """;

    private const string Use =
        """
        update consent_link
        set ended_at = @Now
        where id = @Id
        and ended_at is null
        and expires_at > @Now
        """;

    private const string Insert =
        """
        insert into consent_reply (id, person_id, answer, respondent, easy, name, relation, phone, advocate, may_be_told, childs_view, notice_version, replied_at, cetr_id, child_agrees)
        values (@Id, @PersonId, @Answer, @Respondent, @Easy, @Name, @Relation, @Phone, @Advocate, @MayBeTold, @ChildsView, @NoticeVersion, @Now, @CetrId, @ChildAgrees)
        """;

    private Row? _row;

    [BindProperty]
    public Form Reply { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public bool Easy => Request.Path.StartsWithSegments("/easy", StringComparison.Ordinal);

    public string At { get; private set; } = "read";

    /// <summary>True where one C(E)TR is asked about, not the register.</summary>
    public bool IsCetr => _row?.CetrId is not null;

    public bool ForParent => _row?.Respondent == "parent";

    public bool CanRenew => _row is { ToAddress: not null, RenewedAt: null, Replies: 0, WithdrawnAt: null } row && row.EndedAt is null;

    public bool Checked => areas[_row!.Area].Section<PublicArea>("public").EasyReadChecked;

    public PublicArea.Notice Notice => areas[_row!.Area].Section<PublicArea>("public").PrivacyNotice;

    public DateOnly CallBy => clock.Today().AddWorkingDays(LinkRules.CallBackWorkingDays);

    public string Title => At switch
    {
        "ended" => "This link has ended",
        "answered" => "You have already answered",
        "sent" or "renewed" => "Thank you",
        "check" => "Check your answers",
        _ => "A question for you",
    };

    public static string AnswerWords(string answer) => answer switch
    {
        "yes" => "Yes",
        "no" => "No",
        _ => "I am not sure",
    };

    public static string RelationWords(string relation) => relation switch
    {
        "myself" => "Yes",
        "with-help" => "Yes, with help",
        "for-someone" => "No, for someone else",
        _ => relation,
    };

    public static string ChildWords(string agrees) => agrees switch
    {
        "yes" => "Yes",
        "no" => "No",
        _ => "They cannot say or show it",
    };

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (At is "sent" or "renewed") return true;
        _row = await db.FirstAsync<Row>(Find, new { hash = Consent.Token.HashOf(Token) }, cancellationToken);
        if (_row is { EndedAt: null } open && open.ExpiresAt > clock.GetUtcNow())
        {
            if (HttpMethods.IsPost(Request.Method) && At == "read" && Steps.Contains(Reply.Step)) At = Reply.Step;
            return true;
        }
        At = _row is { Replies: > 0 } ? "answered" : "ended";
        Response.StatusCode = StatusCodes.Status404NotFound;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (At == "ended" && Reply.Step == "renew" && CanRenew) return await RenewAsync(cancellationToken);
        if (At is "ended" or "answered") return Page();
        if (Reply.Back is { } back && Steps.Contains(back))
        {
            At = back;
            return Page();
        }
        if (At == "who" && ForParent && Reply.ChildAgrees is not ("yes" or "no" or "cannot-say")) return this.Invalid("Reply.ChildAgrees", "Select yes if your child agrees");
        if (At == "who" && ForParent && string.IsNullOrWhiteSpace(Reply.ChildsView)) return this.Invalid("Reply.ChildsView", "Enter what your child thinks, or that you have not asked yet");
        if (At != "check")
        {
            At = Next(At);
            return Page();
        }
        if (Reply.FirstUnanswered(ForParent) is { } unanswered)
        {
            At = unanswered;
            return Page();
        }
        return await SendAsync(_row!, cancellationToken);
    }

    /// <summary>What was answered on other pages goes with the form of this one.</summary>
    public IEnumerable<(string Name, string Value)> Carried()
    {
        if (At != "answer") yield return ("Reply.Answer", Reply.Answer);
        if (At != "who") foreach (var (name, value) in new[] { ("Reply.Name", Reply.Name), ("Reply.Relation", Reply.Relation), ("Reply.ChildAgrees", Reply.ChildAgrees), ("Reply.ChildsView", Reply.ChildsView), ("Reply.Phone", Reply.Phone) }) yield return (name, value);
        if (At != "advocate") yield return ("Reply.Advocate", Reply.Advocate);
        if (At != "told") foreach (var told in Reply.MayBeTold) yield return ("Reply.MayBeTold", told);
    }

    private string Next(string at)
    {
        var next = Steps[Steps.ToList().IndexOf(at) + 1];
        return next == "told" && Reply.Answer != "yes" ? "check" : next;
    }

    private async Task<IActionResult> SendAsync(Row row, CancellationToken cancellationToken)
    {
        var used = false;
        await db.WriteAsync(async work =>
        {
            if (await work.ExecuteAsync(Use, new { work.Now, row.Id }) == 0) return;
            used = true;
            await work.ExecuteAsync(Insert, new
            {
                row.Id, row.PersonId, Reply.Answer, row.Respondent, Easy, Name = Reply.Name.Trim(), Relation = RelationWords(Reply.Relation).Trim(), Phone = Reply.Phone.Trim(), Advocate = Reply.Advocate == "yes",
                MayBeTold = string.Join(',', Reply.MayBeTold), ChildsView = Reply.ChildsView.Trim(), NoticeVersion = Notice.Version, work.Now, row.CetrId, ChildAgrees = ForParent ? Reply.ChildAgrees : "",
            });
            await work.AuditAsync("reply.send", row.Id, row.PersonId);
            await TaskList.AddAsync(work, row.Area, row.PersonId, "reply-" + Reply.Answer, TaskWords(), Reply.Answer == "not-sure" ? CallBy : clock.Today().AddWorkingDays(LinkRules.RecordWorkingDays), row.Id);
            if (row.CetrId is { } cetr) await AnswerCetrAsync(work, row, cetr);
            else await AnswerRegisterAsync(work, row);
        }, cancellationToken);
        At = used ? "sent" : "answered";
        return Page();
    }

    private string SaidBy => $"{Reply.Name.Trim()}, {(ForParent ? Reply.Relation.Trim() : "on the page we sent")}";

    // whoever says so: no is no, at once. Two who have a say and answer differently: nothing counts until it is settled
    private async Task AnswerRegisterAsync(Work work, Row row)
    {
        var seen = new Difference.Seen(row.PersonId, row.Area, row.Version, row is { WithdrawnAt: null, DiffersAt: null, Kind: not null } && row.EndsOn >= clock.Today());
        if (ForParent && Reply is { Answer: "yes", ChildAgrees: "no" })
            await Difference.ActAsync(work, seen, SaidBy, "the child", Reply.ChildsView.Trim(), viewer, ByLink);
        else if (ForParent && Reply.Answer == "no" && row is { Kind: "gillick" } && seen.InForce)
            await Difference.ActAsync(work, seen, "the child", SaidBy, Reply.ChildsView.Trim(), viewer, ByLink);
        else if (Reply.Answer == "no" && row is { WithdrawnAt: null, Kind: not null })
            await Withdrawal.ActAsync(work, row.PersonId, row.Version, clock.Today(), SaidBy, "On the page we sent", null, viewer, ByLink);
    }

    // a no to one review is kept at once, and changes nothing about the register
    private async Task AnswerCetrAsync(Work work, Row row, Guid cetr)
    {
        if (Reply.Answer != "no") return;
        var offered = (await work.FirstAsync<CetrRow>(CetrRow.Sql + "\nand id = @cetr", new { row.PersonId, cetr }))!;
        var refusal = new RefusalForm
        {
            DecidedOn = clock.Today(), SaidBy = SaidBy, Said = "Answered \"No\" on the page we sent, which says that saying no changes nothing and that they can change their mind.",
            Advocate = Reply.Advocate == "yes" ? "wanted" : "not-wanted", OtherReviews = "The DSR team has a task to offer them",
        };
        await RecordCetr.RefuseAsync(work, refusal, new(row.PersonId, row.BornOn, offered), viewer, ByLink);
    }

    private string About => IsCetr ? " to a C(E)TR" : "";

    private string TaskWords()
        => (Reply.Answer switch
        {
            "yes" => $"Said yes by link{About}. Record the decision.",
            "no" => $"Said no by link{About}. Offer an advocate and other kinds of review.",
            _ => $"Not sure{About}. Call {Reply.Phone.Trim()}.",
        }) + (Reply.Advocate == "yes" ? " Would like an advocate." : "") + (Reply.Relation == "for-someone" ? " Somebody else answered: talk to the person." : "");

    private async Task<IActionResult> RenewAsync(CancellationToken cancellationToken)
    {
        var (row, rules) = (_row!, areas[_row!.Area].Section<ConsentArea>("consent"));
        await db.WriteAsync(async work =>
        {
            if (await work.ExecuteAsync("update consent_link set renewed_at = @Now where id = @Id and renewed_at is null and ended_at is null", new { work.Now, row.Id }) == 0) return;
            await Link.MakeAsync(work, row.PersonId, Link.Answer, row.Respondent, row.Easy, row.ToAddress, LinkRules.ExpiresAt(clock.Today(), rules.LinkDays), viewer, row.CetrId);
        }, cancellationToken);
        At = "renewed";
        return Page();
    }

    public sealed class Form
    {
        public string Step { get; set; } = "";

        public string? Back { get; set; }

        public string Answer { get; set; } = "";

        public string Name { get; set; } = "";

        public string Relation { get; set; } = "";

        public string ChildsView { get; set; } = "";

        public string ChildAgrees { get; set; } = "";

        public string Phone { get; set; } = "";

        public string Advocate { get; set; } = "";

        public List<string> MayBeTold { get; set; } = [];

        public string? FirstUnanswered(bool parent)
            => Answer is not ("yes" or "no" or "not-sure") ? "answer"
                : Name.Length == 0 || Relation.Length == 0 || (parent && (ChildsView.Length == 0 || ChildAgrees is not ("yes" or "no" or "cannot-say"))) || (Answer == "not-sure" && Phone.Length == 0) ? "who"
                : Advocate is not ("yes" or "no") ? "advocate"
                : Answer == "yes" && !Consent.Answer.Known(MayBeTold, DecisionWords.MayBeTold) ? "told"
                : null;
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            When(form => form.Step is "answer", () => RuleFor(form => form.Answer).Must(answer => answer is "yes" or "no" or "not-sure").WithMessage("Select yes, no or I am not sure"));
            When(form => form.Step is "who" or "check" && (form.Back is null || !Steps.Contains(form.Back)), () =>
            {
                RuleFor(form => form.Name).NotEmpty().WithMessage("Enter your name").MaximumLength(200).WithMessage("Your name must be 200 characters or less");
                RuleFor(form => form.Relation).NotEmpty().WithMessage("Tell us who you are to the person").MaximumLength(200).WithMessage("Who you are must be 200 characters or less");
                RuleFor(form => form.ChildsView).MaximumLength(1000).WithMessage("What your child thinks must be 1,000 characters or less");
                RuleFor(form => form.Phone).NotEmpty().WithMessage("Enter a number that we can call").When(form => form.Answer == "not-sure");
                RuleFor(form => form.Phone).MaximumLength(50).WithMessage("Phone number must be 50 characters or less");
            });
            When(form => form.Step is "advocate", () => RuleFor(form => form.Advocate).Must(answer => answer is "yes" or "no").WithMessage("Select yes if you would like an advocate"));
            When(form => form.Step is "told" && form.Answer == "yes", () => RuleFor(form => form.MayBeTold).Must(told => Consent.Answer.Known(told, DecisionWords.MayBeTold)).WithMessage("Choose who we can tell"));
        }
    }

    private sealed record Row(
        Guid Id, Guid PersonId, string Respondent, bool Easy, string? ToAddress, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt, DateTimeOffset? RenewedAt,
        string Area, DateTimeOffset? WithdrawnAt, int Version, string? Kind, int Replies, DateOnly BornOn, DateOnly? EndsOn, DateTimeOffset? DiffersAt, Guid? CetrId);
}
