using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>The team says whether somebody on the register is the person referred (8.3 step 1). If so the referrer joins the entry that there is.</summary>
[Needs("referrals.decide", Roles.Team)]
internal sealed class MatchReferralPage(Db db, Viewer viewer, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty]
    public Form Answer { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Referral Referral { get; private set; } = null!;

    public PossibleMatch Match { get; private set; } = null!;

    public TriageStop? Stop { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        Stop = await TriageStop.FindAsync(db, Referral, viewer, clock.GetUtcNow(), cancellationToken);
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = Referral.Version;
        await audit.ReadAsync("referrals.match", [Referral.PersonId, Match.Id]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var same = Answer.Same == "yes";
        var join = same && Match.State == "active";
        var next = await db.WriteAsync(async work =>
        {
            await TriageLook.HoldAsync(work, Referral, viewer);
            var earlierId = same && !join ? Match.Id : Referral.EarlierPersonId == Match.Id ? null : Referral.EarlierPersonId;
            await work.ChangeAsync(
                """
                update referrals_referral
                set earlier_person_id = @earlierId, version = version + 1
                where id = @Id
                and version = @Version
                and state = 'submitted'
                """, new { Referral.Id, Version, earlierId });
            await work.ExecuteAsync(
                """
                insert into referrals_match (referral_id, person_id, same, why, answered_at, answered_by_signature)
                values (@referralId, @personId, @same, @why, @Now, @Signature)
                on conflict (referral_id, person_id) do update
                set same = excluded.same, why = excluded.why, answered_at = excluded.answered_at, answered_by_signature = excluded.answered_by_signature
                """, new { referralId = Referral.Id, personId = Match.Id, same, why = Answer.Why.Trim(), work.Now, viewer.Signature });
            await work.AuditAsync("ReferralMatched", Referral.Id, Match.Id);
            if (join) await JoinAsync(work);
            return Links.Triage(Referral.Reference);
        }, cancellationToken);
        return this.Done(join ? "Referral closed. The referrer is linked to the entry on the register." : same ? "Same person. When you accept, the new entry is linked to the old one." : "Not the same person. Your answer is saved.", next);
    }

    private async Task JoinAsync(Work work)
    {
        await work.ExecuteAsync(
            """
            update referrals_referral
            set state = 'joined', joined_to = @personId, decided_at = @Now, decided_by = @UserId, decided_by_signature = @Signature, reason = @why
            where id = @Id
            """, new { Referral.Id, personId = Match.Id, work.Now, viewer.UserId, viewer.Signature, why = Answer.Why.Trim() });
        if (Referral is { StartedBy: { } referrer, OrganisationId: { } organisation })
        {
            var linked = await work.FirstAsync<Guid?>("select id from referrals_link where person_id = @personId and user_id = @referrer and ends_on is null", new { personId = Match.Id, referrer });
            if (linked is null) await PersonLinks.AddAsync(work, Match.Id, referrer, organisation, "referrer_of", clock.Today());
        }
        await Timeline.AddAsync(work, Match.Id, "referral-joined", viewer.Signature, Referral.Id, "Referred again", $"By {Referral.StartedBySignature}. The referral was joined to this entry.");
        await ReferralMessages.CloseAsync(work, Referral);
        await TriageInbox.ReadAsync(work, Referral.Id, viewer.UserId);
        await ReferralMail.SendAsync(work, Referral, "referral-decided", "decided", []);
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return false;
        if (!Reference.TryParse(RouteData.Values["person"] as string, out var person)) return false;
        if ((await TriageReferral.MatchesAsync(db, referral, cancellationToken)).FirstOrDefault(each => each.Reference == person) is not { } match) return false;
        (Referral, Match) = (referral, match);
        return true;
    }

    public sealed class Form
    {
        public string Same { get; set; } = "";

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Same)
                .Must(same => same is "yes" or "no").WithMessage("Select whether this is the same person");
            RuleFor(form => form.Why)
                .NotEmpty().WithMessage("Enter how you know")
                .MaximumLength(500).WithMessage("How you know must be 500 characters or less");
        }
    }
}
