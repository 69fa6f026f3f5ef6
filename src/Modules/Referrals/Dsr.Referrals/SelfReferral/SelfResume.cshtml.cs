namespace Dsr.Referrals;

/// <summary>A mailed link back to a draft. Opening it uses nothing up, for mail scanners open links; the button does, once.</summary>
[AllowAnonymous]
internal sealed class SelfResumePage(Db db, SelfDrafts drafts, SelfMail mail, TimeProvider clock) : PageModel, ILoads
{
    private SelfLink? _link;

    public bool Ended => _link is null || _link.UsedAt is not null || _link.EndsAt <= clock.GetUtcNow();

    /// <summary>True while there is a draft to which a new link can lead.</summary>
    public bool CanSendAgain { get; private set; }

    public bool SentAgain { get; private set; }

    private string Token => SelfSecret.HashOf((string)RouteData.Values["token"]!);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        _link = await db.FirstAsync<SelfLink>(
            """
            select l.token, l.draft_id, l.ends_at, l.used_at, d.state, d.expires_on, d.email, d.email_confirmed, d.easy
            from referrals_self_link as l
            join referrals_self_draft as d on d.id = l.draft_id
            where l.token = @Token
            and l.kind = 'resume'
            """, new { Token }, cancellationToken);
        CanSendAgain = _link is { State: "open" } && _link.ExpiresOn >= clock.Today();
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Ended || !CanSendAgain) return Page();
        var used = false;
        var next = await db.WriteAsync(async work =>
        {
            used = await work.ExecuteAsync("update referrals_self_link set used_at = @Now where token = @Token and used_at is null and ends_at > @Now", new { Token, work.Now }) == 1;
            if (!used) return Request.Path.Value!;
            await drafts.TakeOverAsync(work, _link!.DraftId);
            return Links.SelfReferral(_link.DraftId, "check", _link.Easy);
        }, cancellationToken);
        return this.SeeOther(next);
    }

    /// <summary>The link has ended: a new one goes to the address that asked for it.</summary>
    public async Task<IActionResult> OnPostNewAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (CanSendAgain && _link!.EmailConfirmed && await mail.MayMailAsync(_link.Email!))
            await db.WriteAsync(async work => await SelfMail.ResumeAsync(work, (await work.FirstAsync<SelfDraft>(SelfDraft.Select + "where id = @DraftId", new { _link.DraftId }))!), cancellationToken);
        SentAgain = true;
        return Page();
    }

    internal sealed record SelfLink(string Token, Guid DraftId, DateTimeOffset EndsAt, DateTimeOffset? UsedAt, string State, DateOnly ExpiresOn, string? Email, bool EmailConfirmed, bool Easy);
}
