using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>One question of a self-referral (8.2 steps 2 to 12), or in easy read one control of it.</summary>
[AllowAnonymous]
internal sealed class SelfQuestionPage(SelfDrafts drafts, SelfMail mail, Db db, TimeProvider clock) : SelfPage(drafts), ILoads
{
    private const int MostHelpers = 8;

    [BindProperty]
    public SelfForm Self { get; set; } = new();

    public SelfAsk Ask { get; private set; } = null!;

    public string Back { get; private set; } = "";

    /// <summary>Who sees what, in easy read.</summary>
    public IReadOnlyList<EasyRow> SharingInEasyRead
        => EasyTopics.All.First(topic => topic.Key == "your-information").Rows(new EasyFacts(Public, Area.Section<ReferralsArea>("referrals"), Area.Section<SelfSentPage.Feedback>("meetings").FeedbackWorkingDays));

    /// <summary>The drawing beside the question in easy read.</summary>
    public string Picture => $"/lib/easy/{Ask.Fields[0].Picture}.svg";

    public override string OtherReading => Links.SelfReferral(Id, Counterpart(), !Easy);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        Self.Show(Ask, Answers);
        if (Ask.Fields.Any(field => field.Kind == SelfKind.People) && Self.People.Count == 0) Self.People.Add(new());
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        if (Draft.IsSent) return this.SeeOther(To("sent"));
        if (Adds()) return Page();

        var posted = Self.Of(Ask).ToList();
        var today = clock.Today();
        foreach (var (name, error) in Ask.Faults(Answers.With(posted), today)) ModelState.AddModelError(name, error);
        if (!ModelState.IsValid) return Page();

        var email = Email(Answers.With(posted));
        var code = email is not null && await mail.MayMailAsync(email);
        return this.SeeOther(await db.WriteAsync(async work =>
        {
            await Drafts.SaveAsync(work, Id, posted);
            if (code) await SelfMail.CodeAsync(work, Draft, email!);
            if (Ask.Key == SelfJourney.Safe && Answers.SaysCrisis) return To("help");
            return code ? To("code") + Request.QueryString.Value : After(Ask.Key, today);
        }, cancellationToken));
    }

    /// <summary>An address that was typed here and that nobody has confirmed.</summary>
    private string? Email(SelfAnswers answers)
        => Ask.Shown(answers).Any(field => field.Key == "email") && answers.Text("email").Trim() is var email && !(Draft.EmailConfirmed && Draft.Email == email) ? email : null;

    // without scripts the buttons come here, and the page comes back with one more or one less
    private bool Adds()
    {
        if (!Request.HasFormContentType || !Ask.Fields.Any(field => field.Kind == SelfKind.People)) return false;
        if (Request.Form["add"].Count > 0 && Self.People.Count < MostHelpers)
        {
            Self.People.Add(new());
            return true;
        }
        if (!int.TryParse(Request.Form["remove"], out var at) || at < 0 || at >= Self.People.Count) return false;
        Self.People.RemoveAt(at);
        ModelState.Clear();
        return true;
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (!await Drafts.OpenAsync(Id, cancellationToken)) return false;
        var asks = Drafts.Asks.ToList();
        var at = asks.FindIndex(ask => ask.Key == RouteData.Values["step"] as string);
        if (at < 0) return false;
        Ask = asks[at];
        Back = Request.Query["return"] == "check" ? To("check") : at == 0 ? Links.SelfReferral(Easy) : To(asks[at - 1].Key);
        return true;
    }

    /// <summary>The page of the other reading that asks the same.</summary>
    private string Counterpart()
    {
        var keys = Ask.Fields.SelectMany(field => field.Whole).Select(field => field.Key).Append(Ask.Key).ToHashSet(StringComparer.Ordinal);
        var others = SelfJourney.Of(Answers, Area, !Easy, clock.Today());
        return (others.FirstOrDefault(ask => ask.Key == Ask.Key || ask.Fields.SelectMany(field => field.Whole).Any(field => keys.Contains(field.Key))) ?? others[0]).Key;
    }
}
