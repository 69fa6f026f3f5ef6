namespace Dsr.Meetings;

/// <summary>Ask for a Meeting by Exception (journey 8.9): the four items of seed 000, a meeting with the own team first.</summary>
[Needs("meetings.request", Roles.Clinical)]
internal sealed class RequestMeetingPage(Db db, CurrentPerson person, Viewer viewer, Areas areas) : PageModel, ILoads
{
    public const string Insert =
        """
        insert into meetings_request (id, person_id, area, purpose, invite, team_meeting_held, why_not_team_meeting, how_soon, state, asked_at, asked_by, asked_by_signature, version)
        values (@Id, @PersonId, @Area, @Purpose, @Invite, @Held, @Why, @HowSoon, 'sent', @AskedAt, @AskedBy, @Signature, 1)
        """;

    private const string OpenSql =
        """
        select state, asked_at, asked_by_signature, answer
        from meetings_request
        where person_id = @Id and state <> 'held'
        order by asked_at desc
        limit 1
        """;

    [BindProperty]
    public Form Ask { get; set; } = new();

    public string Reference => person.Reference;

    public string FullName { get; private set; } = "";

    public Asked? Open { get; private set; }

    public MeetingsArea.ExceptionalRule Rule => areas[person.Area].Section<MeetingsArea>("meetings").Exceptional;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Name>("select first_name, last_name from meetings_person where id = @Id", new { person.Id }, cancellationToken) is not { } name) return false;
        FullName = $"{name.FirstName} {name.LastName}";
        Open = await db.FirstAsync<Asked>(OpenSql, new { person.Id }, cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var next = await db.WriteAsync(async work =>
        {
            var id = Ids.New(work.Now);
            var held = Ask.Held == "yes";
            await work.ExecuteAsync(Insert, new
            {
                Id = id, PersonId = person.Id, person.Area, Purpose = Ask.Purpose.Trim(), Invite = Ask.Invite.Trim(), Held = held, Why = (held ? Ask.Result : Ask.WhyNot).Trim(),
                HowSoon = Ask.HowSoon.Trim(), AskedAt = work.Now, AskedBy = viewer.UserId, viewer.Signature,
            });
            await work.PublishAsync(new Contracts.MeetingByExceptionRequested(id, person.Id, person.Area, viewer.Signature, work.Now));
            return Links.Person.Summary(person.Reference);
        }, cancellationToken);
        return this.Done("Request sent. The DSR team will answer.", next);
    }

    public sealed class Form
    {
        public string Held { get; set; } = "";

        public string Result { get; set; } = "";

        public string WhyNot { get; set; } = "";

        public string Purpose { get; set; } = "";

        public string Invite { get; set; } = "";

        public string HowSoon { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(Areas areas, CurrentPerson person)
        {
            var items = areas.TryGet(person.Area, out var area) ? area.Section<MeetingsArea>("meetings").Exceptional.RequiredItems : [];
            RuleFor(form => form.Held).Must(held => held is "yes" or "no").WithMessage("Select yes if a meeting with your own team has been held");
            When(form => form.Held == "yes", () => RuleFor(form => form.Result)
                .NotEmpty().WithMessage("Enter when it was held and what came of it")
                .MaximumLength(2000).WithMessage("When, and what came of it must be 2,000 characters or less"));
            When(form => form.Held == "no" && items.Contains(MeetingsArea.RequiredItem.WhyNotTeamMeeting), () => RuleFor(form => form.WhyNot)
                .NotEmpty().WithMessage("Enter why a meeting without the DSR team is not being held"));
            RuleFor(form => form.WhyNot).MaximumLength(2000).WithMessage("Why a meeting without the DSR team is not being held must be 2,000 characters or less");
            RuleFor(form => form.Purpose)
                .NotEmpty().WithMessage("Enter what the meeting is for")
                .MaximumLength(2000).WithMessage("What the meeting is for must be 2,000 characters or less");
            RuleFor(form => form.Invite)
                .NotEmpty().WithMessage("Enter who should come")
                .MaximumLength(2000).WithMessage("Who should come must be 2,000 characters or less");
            RuleFor(form => form.HowSoon).MaximumLength(300).WithMessage("How soon must be 300 characters or less");
        }
    }

    internal sealed record Asked(string State, DateTimeOffset AskedAt, string AskedBySignature, string? Answer);

    private sealed record Name(string FirstName, string LastName);
}
