using System.ComponentModel.DataAnnotations;
using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>The DSR team alone takes somebody off the register (journey 8.10): the conversation, the rating or a quorate meeting, and the actions are checked here, not only on the page.</summary>
[Needs("removals.decide", Roles.Team)]
internal sealed class DecideRemovalPage(Db db, Viewer viewer, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private const int MeetingDays = 180;

    private const string QuorateMeetings =
        """
        select m.meeting_id, e.title, e.body
        from referrals_event as e
        join referrals_meeting as m on m.meeting_id = e.object_id
        where e.person_id = @PersonId
        and e.kind = 'meeting'
        and e.at >= @since
        and m.quorate = 1
        order by e.id desc
        limit 10
        """;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Form Decide { get; set; } = new();

    public new RemovalRequest Request { get; private set; } = null!;

    public IReadOnlyList<OpenAction> Open { get; private set; } = [];

    public IReadOnlyList<Meeting> Meetings { get; private set; } = [];

    public bool NeedsMeeting { get; private set; }

    public IReadOnlyList<(bool Met, string Words)> Checks { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        var isGet = HttpMethods.IsGet(HttpContext.Request.Method);
        if (isGet || Response.StatusCode == StatusCodes.Status409Conflict) Version = Request.Version;
        if (isGet)
        {
            var kept = await db.QueryAsync<Kept>("select action_id, fate, words from referrals_removal_action where removal_id = @Id", new { Id }, cancellationToken);
            Decide.Actions = [.. kept.Select(fate => new ActionFate { Id = fate.ActionId, Fate = fate.Fate, Words = fate.Words })];
        }
        Decide.Actions = OpenAction.Fates(Open, Decide.Actions);
        Checks = [.. ChecksOf()];
        await audit.ReadAsync("requests.removal", [Request.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        if (Request.Reason == RemovalReason.Died) return await DiedAsync(cancellationToken);
        if (Decide.Answer is not ("agree" or "not-yet")) return this.Invalid("Decide.Answer", "Select what you decide");
        if (Decide.Answer == "not-yet") return await NotYetAsync(cancellationToken);

        if (NeedsMeeting && Meetings.All(meeting => meeting.MeetingId != Decide.MeetingId)) ModelState.AddModelError("Decide.MeetingId", "Select the quorate meeting that agreed it, or answer Not yet");
        if (Decide.Told.Count == 0) ModelState.AddModelError("Decide.Told", "Select who has been told");
        if (Decide.Signposting.Trim().Length == 0) ModelState.AddModelError("Decide.Signposting", "Enter where they can get help from now");
        if (Open.Any(action => !Decide.Actions.Exists(fate => fate.Id == action.Id && fate.Fate.Length > 0))) ModelState.AddModelError("Decide.Answer", "Close each open action or hand it over first");
        if (!ModelState.IsValid) return Page();

        var today = clock.Today();
        var next = await db.WriteAsync(async work =>
        {
            await DecideAsync(work, "agreed", null);
            await Leaving.CloseAsync(work, Request.PersonId, today);
            await Leaving.SettleAsync(work, Id, Request.PersonId, Decide.Actions.Where(fate => Open.Any(action => action.Id == fate.Id)), viewer.Signature);
            await Timeline.AddAsync(work, Request.PersonId, "removal", viewer.Signature, Id, "Taken off the register", $"{RemovalReason.Words(Request.Reason)}.\nTold on {Words.Date(Decide.ToldOn!.Value)}. {Decide.Signposting.Trim()}");
            await RemovalMail.SendAsync(work, Id, Request.AskedBy, viewer.UserId);
            await work.PublishAsync(new PersonRemoved(Id, Request.PersonId, viewer.Area, Request.Reason, today, viewer.Signature, work.Now));
            return Links.Removal(Id) + "/removed";
        }, cancellationToken);
        return this.SeeOther(next);
    }

    private async Task<IActionResult> NotYetAsync(CancellationToken cancellationToken)
        => this.Done("Saved. Who asked has been told that the answer is not yet.", await db.WriteAsync(async work =>
        {
            await DecideAsync(work, "not-yet", Decide.WhyNot.Trim());
            await Timeline.AddAsync(work, Request.PersonId, "removal", viewer.Signature, Id, "Stays on the register for now", Decide.WhyNot.Trim());
            await RemovalMail.SendAsync(work, Id, Request.AskedBy, viewer.UserId);
            await work.AuditAsync("RemovalNotAgreed", Id, Request.PersonId);
            return Links.Removals;
        }, cancellationToken));

    private async Task<IActionResult> DiedAsync(CancellationToken cancellationToken)
    {
        if (Decide.Answer is not ("agree" or "no-review" or "in-error")) return this.Invalid("Decide.Answer", "Select what you have done");
        if (Decide.Answer == "no-review" && Decide.Signposting.Trim().Length == 0) return this.Invalid("Decide.Signposting", "Enter why there is no LeDeR review");

        var error = Decide.Answer == "in-error";
        var next = await db.WriteAsync(async work =>
        {
            await DecideAsync(work, error ? "in-error" : "agreed", error ? Decide.WhyNot.Trim() : null);
            await Timeline.AddAsync(work, Request.PersonId, "removal", viewer.Signature, Id,
                error ? "The death was recorded in error" : "Closed after the death",
                error ? Decide.WhyNot.Trim() : Decide.Answer == "agree" ? $"LeDeR was told on {Words.Date(Decide.ToldOn!.Value)}." : $"No LeDeR review: {Decide.Signposting.Trim()}");
            await work.AuditAsync(error ? "DeathRecordedInError" : "DeathClosed", Id, Request.PersonId);
            if (error) await Leaving.ReopenAsync(work, Request.PersonId);
            return error ? Links.Person.Summary(Request.Reference) : Links.Removal(Id) + "/removed";
        }, cancellationToken);
        return error ? this.Done("The record is open again. Tell its owner.", next) : this.SeeOther(next);
    }

    private Task DecideAsync(Work work, string state, string? whyNot)
        => work.ChangeAsync(
            """
            update referrals_removal
            set state = @state, decided_at = @Now, decided_by_signature = @Signature, why_not = @whyNot, meeting_id = @MeetingId, told = @Told, told_on = @ToldOn, signposting = @Signposting, version = version + 1
            where id = @Id
            and version = @Version
            and state = 'asked'
            """, new
            {
                Id, Version, state, work.Now, viewer.Signature, whyNot, MeetingId = NeedsMeeting ? Decide.MeetingId : null, Told = string.Join(' ', Decide.Told),
                ToldOn = state == "agreed" ? Decide.ToldOn : null, Signposting = state == "agreed" ? Decide.Signposting.Trim() : null,
            });

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await RemovalRequest.FindAsync(db, Id, viewer.Area, cancellationToken) is not { } request) return false;
        Request = request;
        var today = clock.Today();
        Open = request.State == "asked" && request.Reason != RemovalReason.Died ? await OpenAction.OfAsync(db, request.PersonId, cancellationToken) : [];
        NeedsMeeting = request.Reason == RemovalReason.RiskReduced && !RemovalReason.GreenLongEnough(request.Rating, request.RatingSinceOn, today);
        Meetings = NeedsMeeting ? await db.QueryAsync<Meeting>(QuorateMeetings, new { request.PersonId, since = London.StartOf(today.AddDays(-MeetingDays)) }, cancellationToken) : [];
        return true;
    }

    private IEnumerable<(bool Met, string Words)> ChecksOf()
    {
        if (Request.Reason == RemovalReason.Died)
        {
            yield return (true, "Reminders, messages and agendas stopped when the death was recorded");
            yield break;
        }
        yield return (Request.Conversation is not null, $"{AskRemovalPage.Conversations[Request.Conversation!]} on {Words.Date(Request.ConversationOn!.Value)}");
        if (Request.Reason == RemovalReason.RiskReduced)
            yield return NeedsMeeting
                ? (Meetings.Count > 0, Meetings.Count > 0 ? $"Not green for {RemovalReason.GreenDays} days, but discussed at a quorate meeting" : $"Green for {RemovalReason.GreenDays} days, or agreed by a quorate meeting")
                : (true, $"Green since {Words.Date(Request.RatingSinceOn!.Value)}");
        var settled = Open.Count(action => Decide.Actions.Exists(fate => fate.Id == action.Id && fate.Fate.Length > 0));
        yield return (settled == Open.Count, Open.Count == 0 ? "No open actions" : $"{settled} of {Words.Count(Open.Count, "open action", "open actions")} closed or handed over");
    }

    public sealed class Form
    {
        public string Answer { get; set; } = "";

        public Guid? MeetingId { get; set; }

        public List<string> Told { get; set; } = [];

        [Display(Name = "Date")]
        public DateOnly? ToldOn { get; set; }

        public string Signposting { get; set; } = "";

        public string WhyNot { get; set; } = "";

        public List<ActionFate> Actions { get; set; } = [];
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            When(form => form.Answer == "agree", () =>
            {
                RuleFor(form => form.ToldOn).NotNull().WithMessage("Enter the date they were told").Must(on => on is null || on <= clock.Today()).WithMessage("Date must be today or in the past");
                RuleForEach(form => form.Actions).SetValidator(new ActionFate.Validator());
            });
            RuleFor(form => form.Told).Must(told => told.TrueForAll(who => who is "person" or "family" or "professionals")).WithMessage("Select who has been told");
            RuleFor(form => form.Signposting).MaximumLength(1000).WithMessage("Where they can get help must be 1,000 characters or less");
            RuleFor(form => form.WhyNot)
                .NotEmpty().When(form => form.Answer is "not-yet" or "in-error", ApplyConditionTo.CurrentValidator).WithMessage(form => form.Answer == "in-error" ? "Enter how you know" : "Enter why not yet")
                .MaximumLength(1000).WithMessage("Reason must be 1,000 characters or less");
        }
    }

    internal sealed record Meeting(Guid MeetingId, string Title, string? Body);

    private sealed record Kept(Guid ActionId, string Fate, string Words);
}
