using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Meetings;

/// <summary>Record what a meeting agrees for one person (8.8 steps 2 to 4). Provisional until the meeting is finalised.</summary>
[Needs("meetings.run", Roles.Chair + "," + Roles.Team)]
internal sealed class DiscussPersonPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private const string EventsSql =
        """
        select happened_on, words as what
        from meetings_event
        where person_id = @person and happened_on >= @since
        order by happened_on desc, id desc
        limit 20
        """;

    private const string ActionsSql =
        """
        select what, owner_name, due_on
        from meetings_action
        where person_id = @person and state = 'to-do'
        order by due_on, id
        limit 50
        """;

    private const string OutcomeSql =
        """
        select state, rating, reason, agreed_with, decision, tell_who, tell_by_on, deferred_why, recorded_at, recorded_by_signature, version
        from meetings_outcome
        where item_id = @ItemId
        """;

    private const string OutcomeActionsSql =
        """
        select what, owner_id, owner_name, due_on
        from meetings_outcome_action
        where item_id = @ItemId
        order by place
        """;

    private const string Insert =
        """
        insert into meetings_outcome (item_id, state, rating_before, rating, reason, agreed_with, decision, tell_who, tell_by_on, deferred_why, recorded_at, recorded_by_signature, version)
        values (@ItemId, @State, @RatingBefore, @Rating, @Reason, @AgreedWith, @Decision, @TellWho, @TellBy, @DeferWhy, @Now, @Signature, 1)
        on conflict (item_id) do nothing
        """;

    private const string Update =
        """
        update meetings_outcome
        set state = @State, rating_before = @RatingBefore, rating = @Rating, reason = @Reason, agreed_with = @AgreedWith, decision = @Decision,
          tell_who = @TellWho, tell_by_on = @TellBy, deferred_why = @DeferWhy, recorded_at = @Now, recorded_by_signature = @Signature, version = version + 1
        where item_id = @ItemId and version = @Version
        """;

    private const string InsertAction =
        """
        insert into meetings_outcome_action (id, item_id, place, what, owner_id, owner_name, owner_organisation_id, due_on)
        values (@Id, @ItemId, @place, @What, @OwnerId, @OwnerName, @OwnerOrganisationId, @DueOn)
        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    [BindProperty(SupportsGet = true, Name = "item")]
    public Guid ItemId { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public Form Record { get; set; } = new();

    public Meeting Meeting { get; private set; } = null!;

    public Rail Rail { get; private set; } = null!;

    public AgendaRow Row { get; private set; } = null!;

    public IReadOnlyList<Happened> Events { get; private set; } = [];

    public IReadOnlyList<OpenAction> Actions { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Owners { get; private set; } = [];

    public string Authority { get; private set; } = "";

    public string DueHint { get; private set; } = "";

    public int FeedbackDays { get; private set; }

    public DateTimeOffset? SavedAt { get; private set; }

    public string SavedBy { get; private set; } = "";

    public DateOnly Today => clock.Today();

    public IEnumerable<(string Value, string Label)> Ratings
    {
        get
        {
            var now = Row.Person.Rating;
            yield return ("no-change", now is null ? "No change" : $"{Word.Rating(now)} (no change)");
            // blue ends with a recorded discharge, never by scoring (domain 3.3)
            if (now != "blue")
            {
                foreach (var rating in new[] { "red", "amber", "green" })
                    if (rating != now) yield return (rating, Word.Rating(rating));
            }
            yield return ("not-agreed", "Not agreed");
        }
    }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } found) return false;
        (Meeting, Rail, Row) = found;
        var person = Row.Person;
        var area = areas[Meeting.Area].Section<MeetingsArea>("meetings");
        var since = person.LastDiscussedOn ?? await Meeting.PreviousAsync(db, Meeting, cancellationToken) ?? Meeting.MetOn.AddDays(-28);
        var next = await Meeting.NextAsync(db, Meeting, cancellationToken);
        Events = await db.QueryAsync<Happened>(EventsSql, new { person = person.Id, since }, cancellationToken);
        Actions = await db.QueryAsync<OpenAction>(ActionsSql, new { person = person.Id }, cancellationToken);
        Owners = await Users.OwnersAsync(db, viewer.Area, Today, cancellationToken);
        Authority = person.AuthorityEndsOn is { } ends ? $"Authority in force until {Words.Date(ends)}." : "";
        DueHint = next is { } on ? $"The next meeting is on {Words.Date(on)}" : "For example, 3 12 2026";
        FeedbackDays = area.FeedbackWorkingDays;

        var outcome = await db.FirstAsync<Saved>(OutcomeSql, new { ItemId }, cancellationToken);
        // what was typed against an older version stays so until the reader has seen what changed
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = outcome?.Version ?? 0;
        (SavedAt, SavedBy) = (outcome?.RecordedAt, outcome?.RecordedBySignature ?? "");
        if (HttpMethods.IsGet(Request.Method)) Record = await SavedFormAsync(outcome, area, cancellationToken);
        else ChangeRows();
        if (Record.Actions.Count == 0) Record.Actions.Add(new ActionForm());
        await audit.ReadAsync("meetings.run.person", [person.Id]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Request.Form.ContainsKey("add") || Request.Form.ContainsKey("remove")) return Page();
        if (await FindAsync(cancellationToken) is not { Meeting.Open: true } found) return NotFound();
        var (meeting, rail, row) = found;
        var recorded = Record.Do is "next" or "save";

        if (recorded && Record.Rating is "red" or "amber" or "green")
        {
            if (row.Person.Rating == "blue") return this.Invalid("Record.Rating", "Record the discharge first: it changes the rating");
            if (meeting.Quorate != true && Quorum.Lowers(row.Person.Rating, Record.Rating)) return this.Invalid("Record.Rating", "A meeting that is not quorate cannot lower a rating");
        }

        try
        {
            var next = await db.WriteAsync(async work =>
            {
                // an outcome stands only while the meeting is open and the person still on its agenda
                if (await FindAsync(cancellationToken) is not { Meeting.Open: true }) throw new LostRaceException();
                await SaveAsync(work, row, recorded);
                await work.AuditAsync(recorded ? "OutcomeRecorded" : Record.Do == "defer" ? "PersonDeferred" : "PersonSkipped", ItemId, row.Person.Id);
                return Record.Do == "save" ? Links.Meeting(MeetingId, $"run/{ItemId}") : rail.After(ItemId) is { } following ? Links.Meeting(MeetingId, $"run/{following}") : Links.Meeting(MeetingId, "run");
            }, cancellationToken);
            return this.Done(Record.Do switch { "defer" => "Deferred to the next meeting.", "skip" => "Skipped for now.", _ => "Outcome saved." }, next);
        }
        catch (LostRaceException)
        {
            return await LostAsync(cancellationToken);
        }
    }

    private async Task SaveAsync(Work work, AgendaRow row, bool recorded)
    {
        var values = new
        {
            ItemId, Version, work.Now, viewer.Signature,
            State = recorded ? "recorded" : Record.Do == "defer" ? "deferred" : "skipped",
            RatingBefore = row.Person.Rating,
            Rating = recorded ? Record.Rating : null,
            Reason = recorded ? Record.Reason.Trim() : null,
            AgreedWith = recorded ? Record.AgreedWith.Trim() : null,
            Decision = recorded ? Record.Decision.Trim() : null,
            TellWho = recorded ? Record.TellWho.Trim() : null,
            TellBy = recorded ? Record.TellBy : null,
            DeferWhy = Record.Do == "defer" ? Record.DeferWhy.Trim() : null,
        };
        await work.ChangeAsync(Version == 0 ? Insert : Update, values);
        await work.ExecuteAsync("delete from meetings_outcome_action where item_id = @ItemId", new { ItemId });
        if (!recorded) return;

        foreach (var (action, place) in Record.Actions.Where(action => !action.IsEmpty).Select((action, place) => (action, place)))
        {
            var owner = await Users.FindAsync(db, viewer.Area, action.Owner, CancellationToken.None);
            await work.ExecuteAsync(InsertAction, new
            {
                Id = Ids.New(work.Now), ItemId, place, What = action.What.Trim(), OwnerId = owner?.Id,
                OwnerName = owner is null ? action.OwnerName.Trim() : $"{owner.Name}, {owner.OrganisationName}", OwnerOrganisationId = owner?.OrganisationId, action.DueOn,
            });
        }
    }

    private async Task<IActionResult> LostAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Saved>(OutcomeSql, new { ItemId }, cancellationToken) is not { } now) return this.Lost();
        var who = $"{now.RecordedBySignature}, {Words.DateTime(now.RecordedAt)}";
        return this.Lost(
            new LostChange("Outcome", $"{Word.Capital(now.State)} by {who}", Record.Do switch { "defer" => "Deferred", "skip" => "Skipped", _ => "Recorded" }),
            new LostChange("Rating agreed", Word.Capital(now.Rating ?? "none"), Word.Capital(Record.Rating.Length == 0 ? "none" : Record.Rating)),
            new LostChange("Decision and reason", now.Decision ?? "None", Record.Decision),
            new LostChange("Who will tell the person?", now.TellWho ?? "None", Record.TellWho));
    }

    private async Task<(Meeting Meeting, Rail Rail, AgendaRow Row)?> FindAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting || (!meeting.Open && !meeting.Finalised)) return null;
        var rail = await Rail.LoadAsync(db, areas, clock, meeting, ItemId, cancellationToken);
        return rail.Stops.FirstOrDefault(stop => stop.Row.ItemId == ItemId) is { } stop ? (meeting, rail, stop.Row) : null;
    }

    private async Task<Form> SavedFormAsync(Saved? saved, MeetingsArea area, CancellationToken cancellationToken)
    {
        var actions = await db.QueryAsync<SavedAction>(OutcomeActionsSql, new { ItemId }, cancellationToken);
        return new Form
        {
            Rating = saved?.Rating ?? "", Reason = saved?.Reason ?? "", AgreedWith = saved?.AgreedWith ?? "", Decision = saved?.Decision ?? "",
            TellWho = saved?.TellWho ?? Row.Person.OwnerName ?? viewer.Name, TellBy = saved?.TellByOn ?? Meeting.MetOn.AddWorkingDays(area.FeedbackWorkingDays), DeferWhy = saved?.DeferredWhy ?? "",
            Actions = [.. actions.Select(action => new ActionForm { What = action.What, Owner = action.OwnerId is { } owner ? Sql.Text(owner) : "", OwnerName = action.OwnerId is null ? action.OwnerName : "", DueOn = action.DueOn })],
        };
    }

    // without JavaScript the buttons post: one more row, or one less, and nothing is wrong yet
    private void ChangeRows()
    {
        var add = Request.Form.ContainsKey("add");
        var remove = int.TryParse(Request.Form["remove"], out var index) && index >= 0 && index < Record.Actions.Count;
        if (!add && !remove) return;

        foreach (var key in ModelState.Keys.ToList()) ModelState.ClearValidationState(key);
        if (remove)
        {
            Record.Actions.RemoveAt(index);
            foreach (var key in ModelState.Keys.Where(key => key.StartsWith("Record.Actions[", StringComparison.Ordinal)).ToList()) ModelState.Remove(key);
        }
        else if (Record.Actions.Count < 10)
        {
            Record.Actions.Add(new ActionForm());
        }
        Response.StatusCode = StatusCodes.Status200OK;
    }

    public sealed class Form
    {
        public string Rating { get; set; } = "";

        public string Reason { get; set; } = "";

        public string AgreedWith { get; set; } = "";

        public string Decision { get; set; } = "";

        public List<ActionForm> Actions { get; set; } = [];

        public string TellWho { get; set; } = "";

        [Display(Name = "The date to tell them by")]
        public DateOnly? TellBy { get; set; }

        public string DeferWhy { get; set; } = "";

        public string Do { get; set; } = "";
    }

    public sealed class ActionForm
    {
        public string What { get; set; } = "";

        public string Owner { get; set; } = "";

        public string OwnerName { get; set; } = "";

        [Display(Name = "Done by")]
        public DateOnly? DueOn { get; set; }

        public bool IsEmpty => What.Trim().Length == 0 && Owner.Length == 0 && OwnerName.Trim().Length == 0 && DueOn is null;
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Do).Must(act => act is "next" or "save" or "skip" or "defer").WithMessage("Select what to do with what you recorded");
            When(form => form.Do is "next" or "save", () =>
            {
                RuleFor(form => form.Rating).Must(rating => rating is "no-change" or "red" or "amber" or "green" or "not-agreed").WithMessage("Select the rating agreed");
                When(form => form.Rating is not ("no-change" or ""), () =>
                {
                    RuleFor(form => form.Reason).NotEmpty().WithMessage("Enter why the rating is changing, or why it was not agreed");
                    RuleFor(form => form.AgreedWith).NotEmpty().WithMessage("Enter who agreed");
                });
                RuleFor(form => form.Reason).MaximumLength(2000).WithMessage("Why the rating is changing must be 2,000 characters or less");
                RuleFor(form => form.AgreedWith).MaximumLength(500).WithMessage("Who agreed must be 500 characters or less");
                RuleFor(form => form.Decision)
                    .NotEmpty().WithMessage("Enter the decision and reason")
                    .MaximumLength(4000).WithMessage("Decision and reason must be 4,000 characters or less");
                RuleForEach(form => form.Actions).SetValidator(new ActionValidator(clock)).When(form => form.Actions.Exists(action => !action.IsEmpty));
                RuleFor(form => form.TellWho)
                    .NotEmpty().WithMessage("Enter who will tell the person")
                    .MaximumLength(200).WithMessage("Who will tell the person must be 200 characters or less");
                RuleFor(form => form.TellBy).NotNull().WithMessage("Enter the date to tell them by");
            });
            When(form => form.Do == "defer", () => RuleFor(form => form.DeferWhy)
                .NotEmpty().WithMessage("Enter why you defer to the next meeting")
                .MaximumLength(500).WithMessage("Why you defer must be 500 characters or less"));
        }
    }

    public sealed class ActionValidator : AbstractValidator<ActionForm>
    {
        public ActionValidator(TimeProvider clock)
        {
            When(action => !action.IsEmpty, () =>
            {
                RuleFor(action => action.What)
                    .NotEmpty().WithMessage("Enter what will be done")
                    .MaximumLength(500).WithMessage("What will be done must be 500 characters or less");
                RuleFor(action => action.Owner).Must((action, owner) => owner.Length > 0 || action.OwnerName.Trim().Length > 0).WithMessage("Choose who will do it, or enter a name and organisation");
                RuleFor(action => action.OwnerName).MaximumLength(200).WithMessage("Name and organisation must be 200 characters or less");
                RuleFor(action => action.DueOn)
                    .NotNull().WithMessage("Enter the date it must be done by")
                    .Must(due => due >= clock.Today()).WithMessage("Due date must be today or in the future");
            });
        }
    }

    internal sealed record Happened(DateOnly HappenedOn, string What);

    internal sealed record OpenAction(string What, string OwnerName, DateOnly DueOn);

    private sealed record Saved(string State, string? Rating, string? Reason, string? AgreedWith, string? Decision, string? TellWho, DateOnly? TellByOn, string? DeferredWhy, DateTimeOffset RecordedAt, string RecordedBySignature, long Version);

    private sealed record SavedAction(string What, Guid? OwnerId, string OwnerName, DateOnly DueOn);
}
