using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>Whoever sent a referral answers the team's question, or adds what the team should know before it decides.</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class AddInformationPage(Db db, Viewer viewer, Areas areas, AuditTrail audit) : PageModel, ILoads
{
    [BindProperty]
    public AnswerForm Answer { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Referral Sent { get; private set; } = null!;

    public ReferralMessage? Question { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = Sent.Version;
        await audit.ReadAsync("referrals.add", [Sent.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            if (Question is null) await ReferralMessages.InformAsync(work, Sent, Version, viewer.Signature, Answer.Words.Trim());
            else await ReferralMessages.AnswerAsync(work, Sent, areas[Sent.Area].Section<ReferralsArea>("referrals"), Version, viewer.Signature, Answer.Words.Trim());
            await Inbox.AddAsync(work, Sent.Area, Sent.PersonId, Sent.Id, "referral-answer", viewer.Signature, Question is null ? "Information added to a referral" : "Question about a referral answered");
            return Links.Referral(Sent.Reference);
        }, cancellationToken);
        return this.Done(Question is null ? "Information sent to the DSR team." : "Answer sent to the DSR team.", next);
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await SentReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { MayTalk: true } sent) return false;
        Sent = sent;
        Question = (await ReferralMessages.ListAsync(db, sent.Id, cancellationToken)).LastOrDefault(message => message is { Kind: ReferralMessage.Question, ClosedAt: null });
        return true;
    }
}
