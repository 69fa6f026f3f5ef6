using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>
/// Who is this referral for? (8.1 step 1). Whether the person is on the register is told only to a referrer who is linked to them already; anybody else
/// gets the same answer either way (security.md T6).
/// </summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class ReferWhoPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel
{
    public const int ChecksAnHour = 20;

    private const string Linked =
        """
        select p.id, p.reference, p.first_name, p.last_name, p.born_on, p.owner_organisation_name
        from referrals_person as p
        where p.area = @Area
        and p.state = 'active'
        and p.authority_ends_on >= @today
        and p.withdrawn_at is null
        and (p.nhs_number = @Number or (p.last_name_key = @LastNameKey and p.name_key = @NameKey and p.born_on = @BornOn))
        and exists (
          select 1
          from referrals_open_link as l
          where l.person_id = p.id
          and l.user_id = @UserId
          and (l.ends_on is null or l.ends_on >= @today))
        limit 1
        """;

    [BindProperty]
    public WhoForm Who { get; set; } = new();

    public Row? Match { get; private set; }

    public bool TooMany { get; private set; }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => StartAsync(someoneElse: false, cancellationToken);

    public Task<IActionResult> OnPostSomeoneElseAsync(CancellationToken cancellationToken) => StartAsync(someoneElse: true, cancellationToken);

    private async Task<IActionResult> StartAsync(bool someoneElse, CancellationToken cancellationToken)
    {
        if (Who.Number is not null && !someoneElse && await ChecksAsync(cancellationToken) >= ChecksAnHour)
        {
            TooMany = true;
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = "3600";
            return Page();
        }

        var next = await db.WriteAsync(async work =>
        {
            if (Who.Number is not null && !someoneElse)
            {
                var id = Ids.New(work.Now);
                await work.ExecuteAsync(
                    """
                    insert into referrals_number_check (id, user_id, at)
                    values (@id, @UserId, @Now)
                    """, new { id, viewer.UserId, work.Now });
                await work.AuditAsync("NhsNumberChecked", id);
            }
            if (!someoneElse && await MatchAsync(work) is { } match)
            {
                Match = match;
                return "";
            }
            return Links.Draft(await StartAsync(work, someoneElse));
        }, cancellationToken);

        if (next.Length > 0) return this.SeeOther(next);
        Match ??= await db.FirstAsync<Row>(Linked, LinkedBy(), cancellationToken);
        if (Match is not null) await audit.ReadAsync("referrals.match", [Match.Id]);
        return Page();
    }

    private async Task<long> ChecksAsync(CancellationToken cancellationToken)
        => await db.FirstAsync<long>(
            """
            select count(*)
            from referrals_number_check
            where user_id = @UserId
            and at > @since
            """, new { viewer.UserId, since = clock.GetUtcNow().AddHours(-1) }, cancellationToken);

    private Task<Row?> MatchAsync(Work work) => work.FirstAsync<Row>(Linked, LinkedBy());

    private object LinkedBy() => new
    {
        viewer.Area, viewer.UserId, today = clock.Today(), Number = Who.Number ?? "", Who.BornOn,
        NameKey = NameKey.Of(Who.FirstName + Who.LastName), LastNameKey = NameKey.Of(Who.LastName),
    };

    private async Task<Guid> StartAsync(Work work, bool dismissed)
    {
        var (id, personId) = (Ids.New(work.Now), Ids.New(work.Now));
        await StartReferral.AddPersonAsync(work, personId, viewer.Area, Who);
        await work.ExecuteAsync(StartReferral.Insert, new
        {
            id, Reference = Reference.Create(), personId, viewer.Area, Route = "professional", viewer.UserId, viewer.Signature,
            OrganisationId = (Guid?)viewer.OrganisationId, work.Now, ExpiresOn = clock.Today().AddDays(areas[viewer.Area].Section<ReferralsArea>("referrals").DraftDays),
            dismissed, inCrisis = false,
        });
        await work.PublishAsync(new ReferralStarted(id, personId, viewer.Area, Who.FirstName.Trim(), Who.LastName.Trim(), Who.BornOn!.Value, viewer.UserId));
        return id;
    }

    internal sealed record Row(Guid Id, string Reference, string FirstName, string LastName, DateOnly? BornOn, string? OwnerOrganisationName)
    {
        public string Initials => $"{FirstName[..1]}{LastName[..1]}";
    }
}

/// <summary>The rows that a referral begins with: the person it is for, as a candidate, and itself.</summary>
internal static class StartReferral
{
    public const string Insert =
        """
        insert into referrals_referral (
          id, reference, person_id, area, route, state, started_by, started_by_signature, organisation_id, started_at, expires_on, match_dismissed, in_crisis, version)
        values (@id, @Reference, @personId, @Area, @Route, 'draft', @UserId, @Signature, @OrganisationId, @Now, @ExpiresOn, @dismissed, @inCrisis, 1)
        """;

    public static Task AddPersonAsync(Work work, Guid personId, string area, WhoForm who)
        => work.ExecuteAsync(
            """
            insert into referrals_person (
              id, reference, area, first_name, last_name, name_key, last_name_key, sounds_like, born_on, nhs_number, diagnosis, state, rating_urgency, version)
            values (@personId, @reference, @area, @FirstName, @LastName, @NameKey, @LastNameKey, @SoundsLike, @BornOn, @Number, 'not-known', 'candidate', 0, 1)
            """, new
            {
                personId, reference = Reference.Create(), area, FirstName = who.FirstName.Trim(), LastName = who.LastName.Trim(), who.BornOn, who.Number,
                NameKey = NameKey.Of(who.FirstName + who.LastName), LastNameKey = NameKey.Of(who.LastName), SoundsLike = SoundsLike.Of(who.LastName),
            });
}
