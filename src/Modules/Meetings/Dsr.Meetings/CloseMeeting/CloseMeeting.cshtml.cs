using Dsr.Meetings.Contracts;

namespace Dsr.Meetings;

/// <summary>Close a meeting (8.8 step 7): every person has an outcome or is carried over; then everything is written in one transaction, or nothing is.</summary>
[Needs("meetings.finalise", Roles.Chair + "," + Roles.Team)]
internal sealed class CloseMeetingPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private const string Outcomes =
        """
        select item_id, state, rating_before, rating, reason, agreed_with, decision, tell_who, tell_by_on
        from meetings_outcome
        where item_id in (select id from meetings_agenda_item where meeting_id = @MeetingId)
        """;

    private const string OutcomeActions =
        """
        select item_id, what, owner_id, owner_name, owner_organisation_id, due_on
        from meetings_outcome_action
        where item_id in (select id from meetings_agenda_item where meeting_id = @MeetingId)
        order by place
        """;

    private const string Carry =
        """
        insert into meetings_outcome (item_id, state, rating_before, recorded_at, recorded_by_signature, version)
        values (@item, 'carried', @rating, @Now, @Signature, 1)
        on conflict (item_id) do update set state = 'carried', recorded_at = excluded.recorded_at, recorded_by_signature = excluded.recorded_by_signature, version = meetings_outcome.version + 1
        """;

    private const string Uncarry =
        """
        delete from meetings_outcome
        where state = 'carried' and item_id in (select id from meetings_agenda_item where meeting_id = @MeetingId)
        """;

    private const string Finalise =
        """
        update meetings_meeting
        set state = 'finalised', themes = @themes, finalised_at = @Now, finalised_by_signature = @Signature, version = version + 1
        where id = @MeetingId and version = @Version and state in ('running', 'to-finalise')
        """;

    private const string InsertAction =
        """
        insert into meetings_action (id, person_id, meeting_id, what, owner_id, owner_name, owner_organisation_id, due_on, state, agreed_at, agreed_by_signature, version)
        values (@Id, @PersonId, @MeetingId, @What, @OwnerId, @OwnerName, @OwnerOrganisationId, @DueOn, 'to-do', @Now, @Signature, 1)
        """;

    private const string InsertFeedback =
        """
        insert into meetings_feedback (id, meeting_id, person_id, tell_who, due_on, words, version)
        values (@Id, @MeetingId, @PersonId, @TellWho, @dueOn, @words, 1)
        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public Form Close { get; set; } = new();

    public Meeting Meeting { get; private set; } = null!;

    public Rail Rail { get; private set; } = null!;

    public bool Started => Meeting.Open || Meeting.Finalised;

    public int Missing => Rail.Stops.Count(stop => stop.Outcome is null or { State: "skipped" });

    public int Carried => Rail.Stops.Count(stop => stop.Outcome?.State == "carried");

    public string QuorumWords => Meeting.Quorate == true ? "This meeting is quorate." : "This meeting is not quorate. A rating cannot be lowered and nobody can be removed.";

    public IEnumerable<(string Heading, IReadOnlyList<Rail.Stop> Stops)> Groups => new (string, IReadOnlyList<Rail.Stop>)[]
    {
        ("Not discussed yet", [.. Rail.Stops.Where(stop => stop.Outcome is null)]),
        ("Skipped", [.. Rail.Stops.Where(stop => stop.Outcome?.State == "skipped")]),
        ("Goes to the next meeting", [.. Rail.Stops.Where(stop => stop.Outcome?.State is "deferred" or "carried")]),
        ("Discussed", [.. Rail.Stops.Where(stop => stop.Outcome?.State == "recorded")]),
    }.Where(group => group.Item2.Count > 0);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return false;
        Meeting = meeting;
        if (!meeting.Open && !meeting.Finalised) return true;
        Rail = await Rail.LoadAsync(db, areas, clock, meeting, null, cancellationToken);
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = meeting.Version;
        if (HttpMethods.IsGet(Request.Method)) Close.Themes = meeting.Themes ?? "";
        await audit.ReadAsync("meetings.close", Rail.Stops.Select(stop => stop.Row.Person.Id));
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken) || !Meeting.Open) return NotFound();
        if (Close.Do is "carry" or "undo") return await CarryAsync(cancellationToken);
        if (Missing > 0) return this.Invalid("Close", $"Record an outcome for {Words.Count(Missing, "person", "people")}, or carry them over");

        var problem = "";
        var next = "";
        try
        {
            next = await db.WriteAsync(async work =>
            {
                await work.ChangeAsync(Finalise, new { MeetingId, Version, themes = Close.Themes.Trim(), work.Now, viewer.Signature });
                await WriteAllAsync(work, cancellationToken);
                return Links.Meeting(MeetingId, "minutes");
            }, cancellationToken);
        }
        catch (NotQuorateException)
        {
            problem = "This meeting is not quorate. Record another outcome for whoever's rating would be lowered";
        }
        return problem.Length > 0 ? this.Invalid("Close", problem) : this.Done("Meeting finalised.", next);
    }

    private async Task<IActionResult> CarryAsync(CancellationToken cancellationToken)
    {
        var next = await db.WriteAsync(async work =>
        {
            if (Close.Do == "undo") await work.ExecuteAsync(Uncarry, new { MeetingId });
            else
                foreach (var stop in Rail.Stops.Where(stop => stop.Outcome is null or { State: "skipped" }))
                    await work.ExecuteAsync(Carry, new { item = stop.Row.ItemId, rating = stop.Row.Person.Rating, work.Now, viewer.Signature });
            await work.AuditAsync(Close.Do == "undo" ? "CarryOverUndone" : "PeopleCarriedOver", MeetingId);
            return Links.Meeting(MeetingId, "close");
        }, cancellationToken);
        return this.Done(Close.Do == "undo" ? "Carry over undone." : "Carried over to the next meeting.", next);
    }

    private async Task WriteAllAsync(Work work, CancellationToken cancellationToken)
    {
        var area = areas[Meeting.Area].Section<MeetingsArea>("meetings");
        var outcomes = (await work.QueryAsync<Outcome>(Outcomes, new { MeetingId })).ToDictionary(outcome => outcome.ItemId);
        var actions = (await work.QueryAsync<AgreedAction>(OutcomeActions, new { MeetingId })).ToLookup(action => action.ItemId);
        var discussed = 0;
        // built again inside the transaction: whoever's authority ended a moment ago is not in it
        foreach (var row in (await AgendaList.BuildAsync(db, areas, clock, Meeting, cancellationToken)).On)
        {
            if (!outcomes.TryGetValue(row.ItemId!.Value, out var outcome)) throw new LostRaceException();
            if (outcome.State != "recorded")
            {
                await work.ExecuteAsync("update meetings_person set carried_from_on = @MetOn where id = @PersonId", new { Meeting.MetOn, PersonId = row.Person.Id });
                continue;
            }
            discussed++;
            await WriteOneAsync(work, row.Person, outcome, actions[outcome.ItemId], area);
        }
        await work.ExecuteAsync("update meetings_request set state = 'held', version = version + 1 where meeting_id = @MeetingId and state in ('accepted', 'planned')", new { MeetingId });
        await work.PublishAsync(new MeetingFinalised(MeetingId, Meeting.Area, Meeting.MetOn, discussed, Meeting.Quorate == true, work.Now));
    }

    private async Task WriteOneAsync(Work work, Candidate person, Outcome outcome, IEnumerable<AgreedAction> actions, MeetingsArea area)
    {
        await work.ExecuteAsync(
            """
            update meetings_person
            set last_discussed_on = @MetOn, carried_from_on = null
            where id = @PersonId
            """, new { Meeting.MetOn, PersonId = person.Id });
        await work.ExecuteAsync("update meetings_request set state = 'held', meeting_id = @MeetingId, version = version + 1 where person_id = @PersonId and state = 'accepted'", new { MeetingId, PersonId = person.Id });
        await work.ExecuteAsync(InsertFeedback, new
        {
            Id = Ids.New(work.Now), MeetingId, PersonId = person.Id, outcome.TellWho,
            dueOn = outcome.TellByOn ?? Meeting.MetOn.AddWorkingDays(area.FeedbackWorkingDays),
            words = $"We talked about you on {Words.Date(Meeting.MetOn)}. We agreed: {outcome.Decision}",
        });
        await work.PublishAsync(new PersonDiscussed(MeetingId, person.Id, Meeting.MetOn, outcome.Decision ?? "", viewer.Signature, work.Now));

        if (outcome.Rating is "red" or "amber" or "green" && outcome.Rating != person.Rating)
        {
            if (Meeting.Quorate != true && Quorum.Lowers(person.Rating, outcome.Rating)) throw new NotQuorateException();
            await work.PublishAsync(new RatingAgreedAtMeeting(MeetingId, person.Id, outcome.Rating, outcome.Reason ?? "", outcome.AgreedWith ?? "", Meeting.MetOn, viewer.Signature, work.Now));
        }

        foreach (var action in actions)
        {
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(InsertAction, new { Id = id, PersonId = person.Id, MeetingId, action.What, action.OwnerId, action.OwnerName, action.OwnerOrganisationId, action.DueOn, work.Now, viewer.Signature });
            await work.PublishAsync(new ActionAgreed(id, person.Id, MeetingId, action.What, action.OwnerId, action.OwnerName, action.DueOn, viewer.Signature, work.Now));
            await ActionMail.AgreedAsync(work, id, person.Id, action.OwnerId, action.DueOn);
        }
    }

    public sealed class Form
    {
        public string Themes { get; set; } = "";

        public string Do { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Do).Must(act => act is "carry" or "undo" or "finalise").WithMessage("Select what to do with the meeting");
            RuleFor(form => form.Themes).MaximumLength(4000).WithMessage("Themes and gaps must be 4,000 characters or less");
        }
    }

    private sealed record Outcome(Guid ItemId, string State, string? RatingBefore, string? Rating, string? Reason, string? AgreedWith, string? Decision, string? TellWho, DateOnly? TellByOn);

    private sealed record AgreedAction(Guid ItemId, string What, Guid? OwnerId, string OwnerName, Guid? OwnerOrganisationId, DateOnly DueOn);

    private sealed class NotQuorateException : Exception;
}
