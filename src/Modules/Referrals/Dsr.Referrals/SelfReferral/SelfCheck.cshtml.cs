using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>Check your answers, and Send (8.2 step 13). What is held back for the team to read first answers exactly like what is not.</summary>
[AllowAnonymous]
internal sealed class SelfCheckPage(SelfDrafts drafts, Db db, PublicTries tries, TimeProvider clock) : SelfPage(drafts), ILoads
{
    private static readonly (string Key, string Heading)[] Parts =
        [("safe", "Being safe"), ("you", "Contacting you"), ("person", "About the person"), ("now", "What is happening"), ("help", "What helps"), ("agree", "Agreeing"), ("equality", "Why we ask")];

    [BindProperty]
    public SelfForm Self { get; set; } = new();

    public bool TooMany { get; private set; }

    public IReadOnlyList<(string Heading, IReadOnlyList<(SelfAsk Ask, SelfField Field)> Rows)> Cards { get; private set; } = [];

    public IReadOnlyList<SelfAsk> Open { get; private set; } = [];

    public string Back => To(Drafts.Asks[^1].Key);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await Drafts.OpenAsync(Id, cancellationToken)) return false;
        var (asks, today) = (Drafts.Asks, clock.Today());
        Open = [.. asks.Where(ask => ask.Faults(Answers, today).Count > 0)];
        Cards =
        [
            .. Parts.Select(part => (part.Heading, (IReadOnlyList<(SelfAsk, SelfField)>)[.. asks.Where(ask => ask.Card == part.Key).SelectMany(ask => ask.Shown(Answers).Select(field => (ask, field)))]))
                .Where(part => part.Item2.Count > 0),
        ];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        if (Draft.IsSent) return this.SeeOther(To("sent"));
        if (Open.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        if (!await tries.TakeAsync(PublicTries.Sending))
        {
            TooMany = true;
            this.TooMany(PublicTries.Sending.Within);
            return Page();
        }
        var manyToday = await SelfStartPage.PausedAsync(db, Draft.Area, clock.GetUtcNow(), cancellationToken);
        return this.SeeOther(await db.WriteAsync(work => SendAsync(work, manyToday), cancellationToken));
    }

    private async Task<string> SendAsync(Work work, bool manyToday)
    {
        // what another tab saved meanwhile is sent too
        await Drafts.SaveAsync(work, Id, []);
        var asked = Drafts.Asks;
        // both ways of reading ask the same; one of them lists the helpers, the other describes them
        var answers = Answers.Only([.. asked.SelectMany(ask => ask.Shown(Answers)).Select(field => field.Key), SelfJourney.Helpers, "who-helps-words"]);
        if (SelfJourney.Unanswered(asked, answers, clock.Today()) is not null) throw new LostRaceException();

        var why = SelfSpam.Reasons(Draft.Trapped || Self.Website.Length > 0, work.Now - Draft.StartedAt, answers.Keys.SelectMany(answers.All), manyToday);
        Guid? referralId = why.Count == 0 ? await SendSelfReferral.ActAsync(work, Draft, answers, Area, work.Now) : null;
        await work.ExecuteAsync(
            """
            update referrals_self_draft
            set state = @state, content = @Content, sent_at = @Now, referral_id = @referralId, held_why = @heldWhy
            where id = @Id
            """, new { Draft.Id, state = why.Count == 0 ? "sent" : "held", answers.Content, work.Now, referralId, heldWhy = why.Count == 0 ? null : string.Join("\n", why) });
        await work.ExecuteAsync("update referrals_self_link set used_at = @Now where draft_id = @Id and kind = 'resume' and used_at is null", new { Draft.Id, work.Now });
        if (why.Count > 0) await work.AuditAsync("SelfReferralHeld", Draft.Id);
        // whoever sent it: danger is read at once
        if (why.Count > 0 && Draft.InCrisis) await Inbox.AddAsync(work, Draft.Area, null, null, "held", answers.Signature, "Self-referral that is held back: says may be in crisis");
        if (Draft is { Email: { } email, EmailConfirmed: true })
        {
            var contactBy = work.Now.LondonDate().AddWorkingDays(Area.Section<ReferralsArea>("referrals").ContactWorkingDays);
            await SelfMail.TrackAsync(work, Draft.Id, email, referralId, "self-referral-received", new Dictionary<string, string> { ["reference"] = Draft.Reference, ["date"] = Words.Date(contactBy) });
        }
        return To("sent");
    }
}
