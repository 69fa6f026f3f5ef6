using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>One thing that was sent to the team: release or put away what was held back; take it, say that we have it, answer it, close it; write down who was trained.</summary>
[Needs("enquiries.answer", Roles.Team)]
internal sealed class AnswerEnquiryPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    private const string InsertTrained =
        """
        insert into referrals_trained (id, area, enquiry_id, name, organisation, trained_on, recorded_at, recorded_by_signature)
        values (@id, @Area, @enquiryId, @name, @Organisation, @On, @Now, @Signature)
        """;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Form Answer { get; set; } = new();

    public Enquiry Sent { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public string Signature => viewer.Signature;

    /// <summary>Who answers complaints, where that is not the team itself (Nottinghamshire).</summary>
    public PublicArea.Contact? PassTo => areas[viewer.Area].Section<PublicArea>("public").Contacts is var contacts && contacts.Complaints != contacts.Enquiries ? contacts.Complaints : null;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } sent) return false;
        Sent = sent;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = sent.Version;
        await audit.AskedAsync("enquiries.answer", null);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } sent) return NotFound();
        Sent = sent;
        if (sent.Version == Version && !MayNow(sent)) return this.Invalid("Answer.Step", sent.State == "held" ? "Select what it is" : "Select what you have done");

        var next = await db.WriteAsync(async work =>
        {
            switch (Answer.Step)
            {
                case "release":
                    await ChangeAsync(work, "state = 'open'");
                    await SendEnquiry.TellTeamAsync(work, sent);
                    break;
                case "put-away":
                    await ChangeAsync(work, "state = 'put-away', done_at = @Now, done_by_signature = @Signature, answer = @words", Answer.WhyAway);
                    break;
                case "take":
                    await ChangeAsync(work, "taken_by_signature = @Signature");
                    break;
                case "acknowledge":
                    await ChangeAsync(work, "acknowledged_at = @Now, acknowledged_by_signature = @Signature, taken_by_signature = coalesce(taken_by_signature, @Signature)");
                    break;
                case "train":
                    await ChangeAsync(work, "state = 'done', outcome = 'answered', done_at = @Now, done_by_signature = @Signature, answer = @words", $"Trained on {Words.Date(Answer.On!.Value)}: {Words.Count(Answer.TrainedNames.Count, "person", "people")}");
                    foreach (var name in Answer.TrainedNames) await work.ExecuteAsync(InsertTrained, new { id = Ids.New(work.Now), viewer.Area, enquiryId = sent.Id, name, sent.Organisation, Answer.On, work.Now, viewer.Signature });
                    break;
                default:
                    await ChangeAsync(work, "state = 'done', outcome = @outcome, done_at = @Now, done_by_signature = @Signature, answer = @words", Answer.Step == "answer" ? Answer.Told : Answer.WhyClosed);
                    break;
            }
            await work.AuditAsync("Enquiry-" + Answer.Step, Id);
            return Answer.Step is "take" or "acknowledge" or "release" ? Links.Enquiry(Id) : sent.Kind == "training" ? Links.Training : Links.Enquiries;
        }, cancellationToken);
        return this.Done(Answer.Step switch { "release" => "Released. Its dates run from the day it was sent.", "put-away" => "Put away. It is deleted after 30 days.", _ => "Saved." }, next);
    }

    private bool MayNow(Enquiry sent) => (sent.State, Answer.Step) switch
    {
        ("held", "release" or "put-away") => true,
        ("open", "take" or "answer" or "close") => true,
        ("open", "acknowledge") => sent is { AcknowledgeByOn: not null, AcknowledgedAt: null },
        ("open", "train") => sent.Kind == "training",
        _ => false,
    };

    private Task ChangeAsync(Work work, string set, string words = "")
        => work.ChangeAsync(
            $"""
             update referrals_enquiry
             set {set}, version = version + 1
             where id = @Id
             and version = @Version
             """, new { Id, Version, work.Now, viewer.Signature, words = words.Trim(), outcome = Answer.Step == "answer" ? "answered" : "closed" });

    private Task<Enquiry?> FindAsync(CancellationToken cancellationToken) => db.FirstAsync<Enquiry>(Enquiry.Select + "where id = @Id and area = @Area and state <> 'put-away'", new { Id, viewer.Area }, cancellationToken);

    public sealed class Form
    {
        public string Step { get; set; } = "";

        public string Told { get; set; } = "";

        public string WhyClosed { get; set; } = "";

        public string WhyAway { get; set; } = "";

        public string Trained { get; set; } = "";

        [Display(Name = "Date of the training")]
        public DateOnly? On { get; set; }

        public IReadOnlyList<string> TrainedNames => [.. Trained.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Step).NotEmpty().WithMessage("Select what you have done");
            RuleFor(form => form.Told)
                .NotEmpty().When(form => form.Step == "answer", ApplyConditionTo.CurrentValidator).WithMessage("Enter what you told them")
                .MaximumLength(4000).WithMessage("What you told them must be 4,000 characters or less");
            RuleFor(form => form.WhyClosed)
                .NotEmpty().When(form => form.Step == "close", ApplyConditionTo.CurrentValidator).WithMessage("Enter why there is no answer")
                .MaximumLength(500).WithMessage("Why there is no answer must be 500 characters or less");
            RuleFor(form => form.WhyAway)
                .NotEmpty().When(form => form.Step == "put-away", ApplyConditionTo.CurrentValidator).WithMessage("Enter why it is not from a person")
                .MaximumLength(500).WithMessage("Why it is not from a person must be 500 characters or less");
            When(form => form.Step == "train", () =>
            {
                RuleFor(form => form.Trained).Must((form, _) => form.TrainedNames.Count > 0).WithMessage("Enter who was trained")
                    .Must((form, _) => form.TrainedNames.Count <= 500 && form.TrainedNames.All(name => name.Length <= 100)).WithMessage("Enter one name of 100 characters or less on each line");
                RuleFor(form => form.On).NotNull().WithMessage("Enter the date of the training").Must(on => on is null || on <= clock.Today()).WithMessage("Date of the training must be today or in the past");
            });
        }
    }
}
