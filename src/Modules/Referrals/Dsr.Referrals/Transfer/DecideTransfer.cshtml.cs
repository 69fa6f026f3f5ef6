using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>The receiving area's team accepts an entry or does not (domain 6.3). On acceptance it changes area, owner and links in one commit; until then nothing of it changes.</summary>
[Needs("transfers.decide", Roles.Team)]
internal sealed class DecideTransferPage(Db db, Viewer viewer, TimeProvider clock, Areas areas, AuditTrail audit) : PageModel, ILoads
{
    private const string Find =
        """
        select t.person_id, p.reference, p.first_name, p.last_name, p.born_on, p.nhs_number, p.rating, p.last_update_on, t.from_area, t.to_area, t.state, t.moves_on, t.why, t.agreed, t.agreed_on, t.note,
          t.asked_at, t.asked_by_signature, t.decided_at, t.decided_by_signature, t.words, t.version
        from referrals_transfer as t
        join referrals_person as p on p.id = t.person_id
        where t.id = @Id
        and (t.to_area = @Area and t.state in ('asked', 'accepted') or t.from_area = @Area)
        """;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Form Decide { get; set; } = new();

    public Row Move { get; private set; } = null!;

    public bool MayDecide => Move.State == "asked" && Move.ToArea == viewer.Area;

    public bool MayWithdraw => Move.State == "asked" && Move.FromArea == viewer.Area;

    public IReadOnlyList<SelectListItem> Owners { get; private set; } = [];

    public IEnumerable<SelectListItem> Places => [new("Select a local authority", ""), .. LocalAuthorities.Select(place => new SelectListItem(place, place))];

    private IEnumerable<string> LocalAuthorities => areas[viewer.Area].Section<ReferralsArea>("referrals").LocalAuthorities.Select(place => place.Name);

    public string AreaName(string key) => areas.TryGet(key, out var area) ? area.Name : key;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = Move.Version;
        if (MayDecide) Owners = await Referrals.Owners.ChoicesAsync(db, viewer.Area, clock.Today(), cancellationToken);
        await audit.ReadAsync("requests.transfer", [Move.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        if (Move.ToArea != viewer.Area) return NotFound();
        if (Decide.Answer is not ("accept" or "refuse")) return this.Invalid("Decide.Answer", "Select what you decide");
        if (Decide.Answer == "refuse") return await RefuseAsync(cancellationToken);
        if (!LocalAuthorities.Contains(Decide.LocalAuthority)) ModelState.AddModelError("Decide.LocalAuthority", "Select the local authority");
        if (Decide.Owner is not { } ownerId || await Referrals.Owners.FindAsync(db, ownerId, viewer.Area, clock.Today(), cancellationToken) is not { } owner) return this.Invalid("Decide.Owner", "Select who will be the owner");
        if (await Referrals.Owners.WithoutSightAsync(db, owner.UserId, [Move.PersonId], cancellationToken) > 0) ModelState.AddModelError("Decide.Owner", Referrals.Owners.NoSight);
        if (!ModelState.IsValid) return Page();

        var today = clock.Today();
        var next = await db.WriteAsync(async work =>
        {
            await DecideAsync(work, "accepted");
            await work.ChangeAsync(
                """
                update referrals_person
                set area = @ToArea, local_authority = @LocalAuthority, owner_id = @UserId, owner_name = @Name, owner_organisation_id = @OrganisationId, owner_organisation_name = @OrganisationName,
                  update_due_on = @dueOn, version = version + 1
                where id = @PersonId
                and state = 'active'
                """, new
                {
                    Move.ToArea, Decide.LocalAuthority, owner.UserId, owner.Name, owner.OrganisationId, owner.OrganisationName, Move.PersonId,
                    dueOn = Move.LastUpdateOn.AddDays(areas[viewer.Area].Section<ReferralsArea>("referrals").ReviewDays.Of(Move.Rating)),
                });
            await LinkOwner.EndAllAsync(work, Move.PersonId, today, kind: null);
            await LinkOwner.AddAsync(work, Move.PersonId, owner.UserId, owner.OrganisationId, today);
            // what the other team had not read yet is theirs no longer
            await work.ExecuteAsync("update referrals_inbox set read_at = @Now, read_by = @UserId where person_id = @PersonId and area = @FromArea and read_at is null", new { work.Now, viewer.UserId, Move.PersonId, Move.FromArea });
            await work.ExecuteAsync("update referrals_keyworking set area = @ToArea where person_id = @PersonId", new { Move.ToArea, Move.PersonId });
            await work.CancelMailAsync(Move.PersonId);
            await Timeline.AddAsync(work, Move.PersonId, "transfer", viewer.Signature, Id, $"Came from {AreaName(Move.FromArea)}", $"{owner.Signature}, looks after this record now.");
            await Inbox.AddAsync(work, Move.FromArea, null, null, "transfer", viewer.Signature, $"{AreaName(Move.ToArea)} accepted an entry that you offered");
            await work.PublishAsync(new PersonTransferred(Id, Move.PersonId, Move.FromArea, Move.ToArea, Decide.LocalAuthority, work.Now));
            await work.PublishAsync(new OwnerChanged(Move.PersonId, owner.UserId, owner.Name, owner.OrganisationId, owner.OrganisationName, work.Now));
            return Links.Person.Summary(Move.Reference);
        }, cancellationToken);
        return this.Done("Accepted. The entry is on this register now.", next);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken) || Move.FromArea != viewer.Area) return NotFound();
        return this.Done("Withdrawn. The entry stays on this register.", await db.WriteAsync(async work =>
        {
            await DecideAsync(work, "withdrawn");
            await Timeline.AddAsync(work, Move.PersonId, "transfer", viewer.Signature, Id, $"No longer offered to {AreaName(Move.ToArea)}");
            await work.AuditAsync("TransferWithdrawn", Id, Move.PersonId);
            return Links.Transfers;
        }, cancellationToken));
    }

    private async Task<IActionResult> RefuseAsync(CancellationToken cancellationToken)
        => this.Done("Saved. The other area's team has been told.", await db.WriteAsync(async work =>
        {
            await DecideAsync(work, "refused");
            await Timeline.AddAsync(work, Move.PersonId, "transfer", viewer.Signature, Id, $"{AreaName(Move.ToArea)} did not accept the entry", Decide.Words.Trim());
            await Inbox.AddAsync(work, Move.FromArea, Move.PersonId, null, "transfer", viewer.Signature, $"{AreaName(Move.ToArea)} did not accept the entry");
            await work.AuditAsync("TransferRefused", Id, Move.PersonId);
            return Links.Transfers;
        }, cancellationToken));

    private Task DecideAsync(Work work, string state)
        => work.ChangeAsync(
            """
            update referrals_transfer
            set state = @state, decided_at = @Now, decided_by_signature = @Signature, words = @Words, version = version + 1
            where id = @Id
            and version = @Version
            and state = 'asked'
            """, new { state, work.Now, viewer.Signature, Words = state == "refused" ? Decide.Words.Trim() : null, Id, Version });

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(Find, new { Id, viewer.Area }, cancellationToken) is not { } move) return false;
        Move = move;
        return true;
    }

    public sealed class Form
    {
        public string Answer { get; set; } = "";

        public Guid? Owner { get; set; }

        public string LocalAuthority { get; set; } = "";

        public string Words { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
            => RuleFor(form => form.Words)
                .NotEmpty().When(form => form.Answer == "refuse", ApplyConditionTo.CurrentValidator).WithMessage("Enter why you do not accept it")
                .MaximumLength(1000).WithMessage("Why not must be 1,000 characters or less");
    }

    internal sealed record Row(
        Guid PersonId, string Reference, string FirstName, string LastName, DateOnly? BornOn, string? NhsNumber, string? Rating, DateOnly LastUpdateOn, string FromArea, string ToArea, string State,
        DateOnly MovesOn, string Why, string Agreed, DateOnly AgreedOn, string Note, DateTimeOffset AskedAt, string AskedBySignature, DateTimeOffset? DecidedAt, string? DecidedBySignature, string? Words, int Version);
}
