namespace Dsr.Referrals;

/// <summary>The start of a self-referral (8.2 step 1): what it is, and Start now. No account, no name in any address.</summary>
[AllowAnonymous]
internal sealed class SelfStartPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts, Db db, SelfDrafts drafts, PublicTries tries, TimeProvider clock) : PublicPage(areas, viewer, parts)
{
    /// <summary>So many of one area in a day are more than people send: the page then gives the telephone.</summary>
    public const int MostADay = 100;

    [BindProperty]
    public SelfForm Self { get; set; } = new();

    protected override string Name => "";

    public bool Easy => drafts.Easy;

    public bool Paused { get; private set; }

    public bool TooMany { get; private set; }

    public ReferralsArea Clocks => Area!.Section<ReferralsArea>("referrals");

    public bool Open => Words.SelfReferral.Rule != PublicArea.SelfReferralKind.Off;

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        if (Area is not null) Paused = await PausedAsync(db, Area.Key, clock.GetUtcNow(), cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Area is null || !Open || Paused) return Page();
        if (!await tries.TakeAsync(PublicTries.Starting))
        {
            TooMany = true;
            this.TooMany(PublicTries.Starting.Within);
            return Page();
        }
        return this.SeeOther(await db.WriteAsync(async work => Links.SelfReferral(await drafts.StartAsync(work, Area, Self.Website.Length > 0), SelfJourney.Safe, Easy), cancellationToken));
    }

    public static async Task<bool> PausedAsync(Db db, string area, DateTimeOffset now, CancellationToken cancellationToken)
        => await db.FirstAsync<long>(
            """
            select count(*)
            from (
              select 1
              from referrals_self_draft
              where area = @area
              and state in ('held', 'sent', 'discarded')
              and sent_at > @since
              limit @MostADay) as t
            """, new { area, since = now.AddDays(-1), MostADay }, cancellationToken) >= MostADay;
}
