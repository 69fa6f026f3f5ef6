using System.ComponentModel.DataAnnotations;
using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>Accept (8.3): nobody comes onto the register without authority in force and a completed tool, and the server says so, not only the page.</summary>
[Needs("referrals.decide", Roles.Team)]
internal sealed class AcceptReferralPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty]
    public Form Accept { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Referral Referral { get; private set; } = null!;

    public TriageStop? Stop { get; private set; }

    public bool Checking { get; private set; }

    public IReadOnlyList<(string Why, string Next, string Href)> Blocks { get; private set; } = [];

    public IReadOnlyList<RatingScheme.Colour> Ratings { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Users { get; private set; } = [];

    public string OwnerWords => Users.FirstOrDefault(user => user.Value == Accept.OwnerId?.ToString())?.Text ?? "";

    private RatingScheme Scheme => areas[Referral.Area].Section<RatingScheme>("rating");

    public string NextMeeting { get; private set; } = "";

    public string AgreedWithWords => string.Join("; ", Accept.AgreedWith.Distinct().Select(who => who switch
    {
        "person" => Referral.FirstName,
        "family" => "Family or carer",
        _ => Accept.Names.Trim(),
    }));

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return false;
        Referral = referral;
        var today = clock.Today();
        if (HttpMethods.IsGet(Request.Method))
        {
            Version = referral.Version;
            Accept.AgreedOn = today;
            Accept.OwnerId = referral.OwnerId;
        }
        Stop = await TriageStop.FindAsync(db, referral, viewer, clock.GetUtcNow(), cancellationToken);
        Blocks = await BlocksAsync(cancellationToken);
        Ratings = [.. Scheme.Scheme.Where(rating => rating.Rating != "blue" || referral.ToolProposed == "blue")];
        Users = await Owners.ChoicesAsync(db, referral.Area, today, cancellationToken);
        NextMeeting = await db.FirstAsync<DateTimeOffset?>(
            """
            select starts_at
            from referrals_meeting
            where area = @Area
            and starts_at > @now
            order by starts_at
            limit 1
            """, new { referral.Area, now = clock.GetUtcNow() }, cancellationToken) is { } next ? Words.DateWithDay(next.LondonDate()) + " at " + Words.Time(next) : "None is planned";
        await audit.ReadAsync("referrals.accept", [referral.PersonId]);
        return true;
    }

    /// <summary>Continue: the answers to check.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await BlockedAsync(cancellationToken) is { } blocked) return blocked;
        if (await OwnerHasNoSightAsync(cancellationToken)) return this.Invalid($"{nameof(Accept)}.{nameof(Form.OwnerId)}", Owners.NoSight);
        Checking = true;
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken)
    {
        if (await BlockedAsync(cancellationToken) is { } blocked) return blocked;
        if (Request.Form["change"] == "yes") return Page();
        if (await OwnerHasNoSightAsync(cancellationToken)) return this.Invalid($"{nameof(Accept)}.{nameof(Form.OwnerId)}", Owners.NoSight);
        if (Accept.Rating == "blue" && Referral.ToolProposed != "blue") return this.Invalid($"{nameof(Accept)}.{nameof(Form.Rating)}", "Select what rating was agreed");

        var today = clock.Today();
        var next = await db.WriteAsync(async work =>
        {
            await TriageLook.HoldAsync(work, Referral, viewer);
            await work.ChangeAsync(
                """
                update referrals_referral
                set state = 'accepted', owner_id = @OwnerId, decided_at = @Now, decided_by = @UserId, decided_by_signature = @Signature, reason = @Reason, version = version + 1
                where id = @Id
                and version = @Version
                and state = 'submitted'
                and authority_ends_on >= @today
                and (tool_completed_at is not null or @toolOptional = 1)
                """, new { Referral.Id, Version, Accept.OwnerId, work.Now, viewer.UserId, viewer.Signature, Reason = Accept.Reason.Trim(), today, toolOptional = Scheme.ToolRequired ? 0 : 1 });
            var owner = await Owners.FindAsync(work, Accept.OwnerId!.Value, Referral.Area, today) ?? throw new LostRaceException();
            var dueOn = today.AddDays(areas[Referral.Area].Section<ReferralsArea>("referrals").ReviewDays.Of(Accept.Rating));
            await work.ChangeAsync(
                """
                update referrals_person
                set state = 'active', registered_on = @today, owner_id = @UserId, owner_name = @Name, owner_organisation_id = @OrganisationId, owner_organisation_name = @OrganisationName,
                  last_update_on = @today, update_due_on = @dueOn, version = version + 1
                where id = @PersonId
                and state = 'candidate'
                """, new { Referral.PersonId, today, dueOn, owner.UserId, owner.Name, owner.OrganisationId, owner.OrganisationName });
            await RegisterAsync(work, owner, today);
            await ReferralMail.SendAsync(work, Referral, "referral-decided", "decided", []);
            return Links.Triage(Referral.Reference) + "/accepted";
        }, cancellationToken);
        return this.SeeOther(next);
    }

    private async Task<bool> OwnerHasNoSightAsync(CancellationToken cancellationToken) => await Owners.WithoutSightAsync(db, Accept.OwnerId!.Value, [Referral.PersonId], cancellationToken) > 0;

    private async Task RegisterAsync(Work work, Owner owner, DateOnly today)
    {
        var person = (await work.FirstAsync<Person>("select preferred_name, local_authority, diagnosis from referrals_person where id = @PersonId", new { Referral.PersonId }))!;
        await Timeline.AddAsync(work, Referral.PersonId, "referral-accepted", viewer.Signature, Referral.Id, "Referral accepted", Accept.Reason.Trim());
        await work.PublishAsync(new PersonRegistered(
            Referral.PersonId, Referral.PersonReference, Referral.Area, Referral.FirstName, Referral.LastName, person.PreferredName, Referral.BornOn!.Value, person.LocalAuthority, person.Diagnosis,
            owner.UserId, owner.Name, owner.OrganisationId, owner.OrganisationName, today, today, Referral.Route));
        await PersonLinks.AddAsync(work, Referral.PersonId, owner.UserId, owner.OrganisationId, "owner", today);
        await ReferredPeople.AddAsync(work, Referral, viewer.Signature);
        if (Referral.EarlierPersonId is { } earlier) await LinkEarlierAsync(work, earlier);
        // a referral that came from another area was sent by nobody of this one
        if (Referral is { StartedBy: { } referrer, OrganisationId: { } organisation } && referrer != owner.UserId
            && await work.FirstAsync<Guid?>("select user_id from referrals_user where user_id = @referrer and area = @Area", new { referrer, Referral.Area }) is not null)
            await PersonLinks.AddAsync(work, Referral.PersonId, referrer, organisation, "referrer_of", today);
        await work.PublishAsync(new ReferralAccepted(
            Referral.Id, Referral.PersonId, Referral.Area, Accept.Rating, Accept.Reason.Trim(), AgreedWithWords, Accept.AgreedOn!.Value, viewer.UserId, viewer.Signature, work.Now));
        await ReferralMessages.CloseAsync(work, Referral);
        await TriageInbox.ReadAsync(work, Referral.Id, viewer.UserId);
    }

    /// <summary>Somebody who was on the register before: a new episode, linked to the old one (domain 4.1).</summary>
    private async Task LinkEarlierAsync(Work work, Guid earlier)
    {
        await work.ExecuteAsync("update referrals_person set earlier_id = @earlier where id = @PersonId", new { earlier, Referral.PersonId });
        var reference = (await work.FirstAsync<string>("select reference from referrals_person where id = @earlier", new { earlier }))!;
        await Timeline.AddAsync(work, Referral.PersonId, "referral-again", viewer.Signature, Referral.Id, "On the register before", $"The earlier entry is {reference}.");
        await Timeline.AddAsync(work, earlier, "referral-again", viewer.Signature, Referral.Id, "On the register again", $"The new entry is {Referral.PersonReference}.");
    }

    /// <summary>What stops an acceptance: the explaining page with 422; a decision made meanwhile: 409.</summary>
    private async Task<IActionResult?> BlockedAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return NotFound();
        Referral = referral;
        // a repeated post gets the first answer from its key; anybody else's comes too late
        if (referral.State != "submitted" && !await SameKeyAsync(cancellationToken)) return this.Lost();
        if (referral.State != "submitted") return null;
        if (await TriageStop.FindAsync(db, referral, viewer, clock.GetUtcNow(), cancellationToken) is { Look: not null }) return this.Lost();
        if ((await BlocksAsync(cancellationToken)).Count == 0) return null;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> SameKeyAsync(CancellationToken cancellationToken)
        => await db.FirstAsync<Guid?>("select id from referrals_referral where id = @Id and state = 'accepted' and decided_by = @UserId", new { Referral.Id, viewer.UserId }, cancellationToken) is not null;

    private async Task<IReadOnlyList<(string Why, string Next, string Href)>> BlocksAsync(CancellationToken cancellationToken)
    {
        var blocks = new List<(string Why, string Next, string Href)>();
        if (Referral.State != "submitted") return blocks;
        if (await TriageStop.FindAsync(db, Referral, viewer, clock.GetUtcNow(), cancellationToken) is { Crisis: true })
            blocks.Add(("The referral says that someone may be in crisis.", "Write down what was done", Links.Triage(Referral.Reference) + "/crisis"));
        if (!Referral.AuthorityInForce(clock.Today()))
            blocks.Add(("No consent or other lawful decision is in force.", "Record the consent or best interests decision", Links.Draft(Referral.Id, DraftTask.Consent)));
        if (Scheme.Lacks(Referral.ToolCompleted))
            blocks.Add(("The rating tool has not been completed.", "Complete the rating tool", Links.Draft(Referral.Id, DraftTask.Tool)));
        foreach (var match in (await TriageReferral.MatchesAsync(db, Referral, cancellationToken)).Where(match => match.Same is null))
            blocks.Add(("Someone on the register may be the same person.", "Decide whether they are", $"{Links.Triage(Referral.Reference)}/match/{match.Reference}"));
        return blocks;
    }

    public sealed class Form
    {
        public string Rating { get; set; } = "";

        public string Reason { get; set; } = "";

        public List<string> AgreedWith { get; set; } = [];

        public string Names { get; set; } = "";

        [Display(Name = "Date it was agreed")]
        public DateOnly? AgreedOn { get; set; }

        public Guid? OwnerId { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(Db db, Viewer viewer, TimeProvider clock)
        {
            RuleFor(form => form.Rating)
                .Must(rating => rating is "red" or "amber" or "green" or "blue").WithMessage("Select what rating was agreed");
            RuleFor(form => form.Reason)
                .NotEmpty().WithMessage("Enter why this rating was agreed")
                .MaximumLength(2000).WithMessage("Why this rating must be 2,000 characters or less");
            RuleFor(form => form.AgreedWith)
                .Must(who => who.Count > 0 && who.TrueForAll(each => each is "person" or "family" or "professionals")).WithMessage("Select who it was discussed and agreed with");
            RuleFor(form => form.Names)
                .NotEmpty().When(form => form.AgreedWith.Contains("professionals"), ApplyConditionTo.CurrentValidator).WithMessage("Enter the names of the professionals")
                .MaximumLength(300).WithMessage("Names must be 300 characters or less");
            RuleFor(form => form.AgreedOn)
                .NotNull().WithMessage("Enter the date it was agreed")
                .Must(date => date <= clock.Today()).WithMessage("Date it was agreed must be today or in the past");
            RuleFor(form => form.OwnerId)
                .NotNull().WithMessage("Select who will be the owner")
                .MustAsync(async (owner, cancellationToken) => await Owners.FindAsync(db, owner!.Value, viewer.Area, clock.Today(), cancellationToken) is not null).WithMessage("Select who will be the owner");
        }
    }

    private sealed record Person(string? PreferredName, string? LocalAuthority, string Diagnosis);
}

/// <summary>Relationships, which let somebody see a person: the row and what Access hears are one act.</summary>
internal static class PersonLinks
{
    public static async Task AddAsync(Work work, Guid personId, Guid userId, Guid organisationId, string kind, DateOnly fromOn)
    {
        var link = new PersonLinked(Ids.New(work.Now), personId, userId, organisationId, kind, fromOn, null);
        await work.ExecuteAsync(
            """
            insert into referrals_link (id, person_id, user_id, organisation_id, kind, from_on)
            values (@LinkId, @PersonId, @UserId, @OrganisationId, @Kind, @FromOn)
            """, link);
        await work.PublishAsync(link);
    }
}

internal static class TriageInbox
{
    /// <summary>A referral that is decided has been read.</summary>
    public static Task ReadAsync(Work work, Guid referralId, Guid userId)
        => work.ExecuteAsync(
            """
            update referrals_inbox
            set read_at = @Now, read_by = @userId
            where referral_id = @referralId
            and read_at is null
            """, new { referralId, userId, work.Now });
}
