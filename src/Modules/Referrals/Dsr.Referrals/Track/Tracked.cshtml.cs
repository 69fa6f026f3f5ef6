namespace Dsr.Referrals;

/// <summary>What has become of a referral: received, being looked at, decided, with dates, and nothing else. The link opens it until it ends.</summary>
[AllowAnonymous]
internal sealed class TrackedPage(Db db, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    private Row? _row;

    public bool Ended => _row is null || _row.EndsAt <= clock.GetUtcNow();

    public string Reference => _row!.Reference;

    public DateOnly ReceivedOn => _row!.SentAt.LondonDate();

    public bool LookedAt => _row!.LookedAt || DecidedOn is not null;

    public DateOnly? DecidedOn => _row!.DecidedAt?.LondonDate();

    public DateOnly DecideBy => _row!.DecideByOn ?? areas[_row.Area].Section<ReferralsArea>("referrals").Clocks.Decision.DueOn(_row.SentAt);

    public PublicArea? Public => _row is null ? null : areas[_row.Area].Section<PublicArea>("public");

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        _row = await db.FirstAsync<Row>(
            """
            select l.ends_at, coalesce(r.reference, d.reference) as reference, coalesce(r.area, d.area) as area, coalesce(r.submitted_at, d.sent_at) as sent_at, r.decide_by_on,
              case when r.taken_at is not null or r.triaged_at is not null or r.authority_kind is not null or r.tool_completed_at is not null or exists (
                select 1
                from referrals_inbox as i
                where i.referral_id = r.id
                and (i.read_at is not null or i.taken_by is not null)) then 1 else 0 end as looked_at,
              case when r.state in ('accepted', 'declined', 'joined', 'withdrawn') then r.decided_at end as decided_at
            from referrals_self_link as l
            left join referrals_referral as r on r.id = l.referral_id
            left join referrals_self_draft as d on d.id = l.draft_id
            where l.token = @token
            and l.kind = 'track'
            and coalesce(r.submitted_at, d.sent_at) is not null
            """, new { token = SelfSecret.HashOf((string)RouteData.Values["token"]!) }, cancellationToken);
        return true;
    }

    internal sealed record Row(DateTimeOffset EndsAt, string Reference, string Area, DateTimeOffset SentAt, DateOnly? DecideByOn, bool LookedAt, DateTimeOffset? DecidedAt);
}
