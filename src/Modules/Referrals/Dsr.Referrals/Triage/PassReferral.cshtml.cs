using System.Text.Json;
using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>
/// Another area is the right one: the referral and its person move there whole, with a clock of that area's own, and this area keeps a stub (8.3 step 8).
/// Nobody of this area's team can open it any more.
/// </summary>
[Needs("referrals.decide", Roles.Team)]
internal sealed class PassReferralPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty]
    public Form Pass { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Referral Referral { get; private set; } = null!;

    public TriageStop? Stop { get; private set; }

    public IEnumerable<Area> Areas => areas.All.Where(area => area.Key != viewer.Area);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return false;
        Referral = referral;
        Stop = await TriageStop.FindAsync(db, referral, viewer, clock.GetUtcNow(), cancellationToken);
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = referral.Version;
        await audit.ReadAsync("referrals.pass", [referral.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await TriageLook.HoldAsync(work, referral, viewer);
            await MoveAsync(work, referral, areas[Pass.To]);
            return Links.Triage(referral.Reference);
        }, cancellationToken);
        return this.Done("Referral passed on. The other area's team has it, and the referrer has been told.", next);
    }

    private async Task MoveAsync(Work work, Referral referral, Area to)
    {
        var decideByOn = to.Section<ReferralsArea>("referrals").Clocks.Decision.DueOn(work.Now);
        await work.ChangeAsync(
            """
            update referrals_referral
            set area = @Key, owner_id = null, submitted_at = @Now, decide_by_on = @decideByOn, waiting_since = null, taken_at = null, triaged_at = null, earlier_person_id = null, version = version + 1
            where id = @Id
            and version = @Version
            and state = 'submitted'
            """, new { referral.Id, Version, to.Key, work.Now, decideByOn });
        await work.ExecuteAsync("update referrals_person set area = @Key, version = version + 1 where id = @PersonId and state = 'candidate'", new { referral.PersonId, to.Key });
        await work.ExecuteAsync("update referrals_message set closed_at = @Now where referral_id = @Id and closed_at is null and kind = 'question'", new { referral.Id, work.Now });
        await work.ExecuteAsync("delete from referrals_look where referral_id = @Id", new { referral.Id });
        await work.ExecuteAsync("delete from referrals_check where referral_id = @Id", new { referral.Id });
        await work.ExecuteAsync("delete from referrals_match where referral_id = @Id", new { referral.Id });
        await TranslateAsync(work, referral);
        await work.ExecuteAsync(
            """
            insert into referrals_passed (id, referral_id, reference, from_area, to_area, sent_at, passed_at, passed_by, passed_by_signature, agreed, why)
            values (@id, @referralId, @Reference, @Area, @Key, @SubmittedAt, @Now, @UserId, @Signature, @Agreed, @why)
            """, new
            {
                id = Ids.New(work.Now), referralId = referral.Id, referral.Reference, referral.Area, to.Key, referral.SubmittedAt, work.Now, viewer.UserId, viewer.Signature,
                Pass.Agreed, why = Pass.Why.Trim(),
            });
        // what is left here names nobody
        await work.ExecuteAsync(
            """
            update referrals_inbox
            set person_id = null, read_at = coalesce(read_at, @Now), read_by = coalesce(read_by, @UserId)
            where referral_id = @Id
            and area = @Area
            """, new { referral.Id, referral.Area, work.Now, viewer.UserId });
        await Inbox.AddAsync(work, to.Key, referral.PersonId, referral.Id, "referral", viewer.Signature, "Referral passed on from another area");
        await work.PublishAsync(new ReferralPassed(referral.Id, referral.PersonId, referral.Area, to.Key, work.Now));
        await work.PublishAsync(new ReferralSubmitted(referral.Id, referral.PersonId, to.Key, referral.Route, referral.OrganisationId, work.Now));
        await ReferralMail.SendAsync(work, referral, "referral-passed", "passed " + to.Key, []);
    }

    /// <summary>The criteria of this area become words, for each area has its own list; the owner proposed is a user of this area.</summary>
    private async Task TranslateAsync(Work work, Referral referral)
    {
        var items = areas[referral.Area].Section<ReferralsArea>("referrals").Criteria.Items;
        foreach (var answer in await work.QueryAsync<Answer>("select task, content, completed, version from referrals_answer where referral_id = @Id and task = @Task", new { referral.Id, DraftCriteriaPage.Task }))
        {
            var criteria = answer.As<DraftCriteriaPage.Form>();
            var met = items.Where(item => item.Key != ReferralsArea.SomethingElse && criteria.Met.Contains(item.Key)).Select(item => item.Words);
            (criteria.Met, criteria.Else) = ([ReferralsArea.SomethingElse], string.Join("\n", met.Append(criteria.Else).Where(line => line.Length > 0)));
            await work.ExecuteAsync("update referrals_answer set content = @content, version = version + 1 where referral_id = @Id and task = @Task", new { referral.Id, DraftCriteriaPage.Task, content = JsonSerializer.Serialize(criteria) });
        }
    }

    public sealed class Form
    {
        public string To { get; set; } = "";

        public string Agreed { get; set; } = "";

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(Viewer viewer, Areas areas)
        {
            RuleFor(form => form.To)
                .Must(to => to != viewer.Area && areas.TryGet(to, out _)).WithMessage("Select which area it is passed to");
            RuleFor(form => form.Agreed)
                .Must(agreed => agreed is "agreed" or "other").WithMessage("Select why it may be passed on");
            RuleFor(form => form.Why)
                .NotEmpty().WithMessage("Enter why it is passed on")
                .MaximumLength(1000).WithMessage("Why it is passed on must be 1,000 characters or less");
        }
    }
}

/// <summary>What an area keeps of a referral that it passed on.</summary>
internal sealed record PassedReferral(Guid Id, string Reference, string FromArea, string ToArea, DateTimeOffset SentAt, DateTimeOffset PassedAt, string PassedBySignature, string Why)
{
    private const string Select =
        """
        select id, reference, from_area, to_area, sent_at, passed_at, passed_by_signature, why
        from referrals_passed

        """;

    public static Task<PassedReferral?> FindAsync(Db db, string reference, string area, CancellationToken cancellationToken)
        => db.FirstAsync<PassedReferral>(Select + "where reference = @reference and from_area = @area order by passed_at desc limit 1", new { reference, area }, cancellationToken);

    public static Task<IReadOnlyList<PassedReferral>> OfAsync(Db db, Guid referralId, CancellationToken cancellationToken)
        => db.QueryAsync<PassedReferral>(Select + "where referral_id = @referralId order by passed_at, id", new { referralId }, cancellationToken);

    public static Task<IReadOnlyList<PassedReferral>> LatestAsync(Db db, string area, CancellationToken cancellationToken)
        => db.QueryAsync<PassedReferral>(Select + "where from_area = @area order by passed_at desc, id desc limit 50", new { area }, cancellationToken);
}
