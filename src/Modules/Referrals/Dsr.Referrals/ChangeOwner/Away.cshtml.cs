using System.ComponentModel.DataAnnotations;
using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>An owner who is away names a colleague of the own organisation: for those days they are linked to the owner's people, and reminders reach them.</summary>
[Needs("owner.away", Roles.Professional + "," + Roles.Chair)]
internal sealed class AwayPage(Db db, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const int LongestDays = 92;

    private const string Open =
        """
        select id, delegate_signature, from_on, until_on
        from referrals_away
        where user_id = @UserId
        and until_on >= @today
        and ended_at is null
        order by from_on
        """;

    [BindProperty]
    public Form Away { get; set; } = new();

    public Row? Now { get; private set; }

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Now = await db.FirstAsync<Row>(Open, new { viewer.UserId, today = clock.Today() }, cancellationToken);
        Choices = [new("Select a name", ""), .. (await ColleaguesAsync(cancellationToken)).Select(user => new SelectListItem(user.Signature, user.UserId.ToString()))];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Away.Step == "end") return await EndAsync(cancellationToken);
        var today = clock.Today();
        if ((await ColleaguesAsync(cancellationToken)).FirstOrDefault(user => user.UserId == Away.Delegate) is not { } colleague) return this.Invalid("Away.Delegate", "Select who stands in for you");
        var next = await db.WriteAsync(async work =>
        {
            if (await work.FirstAsync<Row>(Open, new { viewer.UserId, today }) is not null) throw new LostRaceException();
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(
                """
                insert into referrals_away (id, user_id, delegate_id, delegate_signature, from_on, until_on)
                values (@id, @UserId, @Delegate, @Signature, @FromOn, @UntilOn)
                """, new { id, viewer.UserId, Delegate = colleague.UserId, colleague.Signature, Away.FromOn, Away.UntilOn });
            var people = await work.QueryAsync<Guid>("select id from referrals_person where owner_id = @UserId and state = 'active'", new { viewer.UserId });
            foreach (var personId in people)
            {
                var link = new PersonLinked(Ids.New(work.Now), personId, colleague.UserId, colleague.OrganisationId, "named_professional", Away.FromOn!.Value, Away.UntilOn);
                await LinkOwner.AddAsync(work, link);
                await work.ExecuteAsync("update referrals_link set away_id = @id where id = @LinkId", new { id, link.LinkId });
                await Timeline.AddAsync(work, personId, "owner", viewer.Signature, null, "The owner is away", $"{colleague.Signature}, stands in from {Words.Date(Away.FromOn!.Value)} until {Words.Date(Away.UntilOn!.Value)}.");
            }
            await work.AuditAsync("AwaySet", id);
            return Links.MyPeople;
        }, cancellationToken);
        return this.Done("Saved. Your colleague sees your people on those days, and gets the reminders.", next);
    }

    private async Task<IActionResult> EndAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        return this.Done("Ended. You get the reminders again.", await db.WriteAsync(async work =>
        {
            foreach (var row in await work.QueryAsync<Row>(Open, new { viewer.UserId, today }))
            {
                await work.ExecuteAsync("update referrals_away set ended_at = @Now where id = @Id", new { work.Now, row.Id });
                foreach (var link in await work.QueryAsync<Link>("select id, person_id from referrals_link where away_id = @Id", new { row.Id }))
                {
                    await work.ExecuteAsync("update referrals_link set ends_on = @yesterday where id = @Id", new { yesterday = today.AddDays(-1), link.Id });
                    await work.PublishAsync(new PersonUnlinked(link.Id, link.PersonId));
                }
                await work.AuditAsync("AwayEnded", row.Id);
            }
            return Links.MyPeople;
        }, cancellationToken));
    }

    private async Task<IReadOnlyList<Owner>> ColleaguesAsync(CancellationToken cancellationToken)
        => [.. (await Owners.AllAsync(db, viewer.Area, clock.Today(), cancellationToken)).Where(user => user.OrganisationId == viewer.OrganisationId && user.UserId != viewer.UserId).OrderBy(user => user.Name, StringComparer.Ordinal)];

    public sealed class Form
    {
        [Display(Name = "First day away")]
        public DateOnly? FromOn { get; set; }

        [Display(Name = "Last day away")]
        public DateOnly? UntilOn { get; set; }

        public Guid? Delegate { get; set; }

        public string Step { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            When(form => form.Step != "end", () =>
            {
                RuleFor(form => form.FromOn).NotNull().WithMessage("Enter the first day away").Must(on => on is null || on >= clock.Today()).WithMessage("First day away must be today or in the future");
                RuleFor(form => form.UntilOn)
                    .NotNull().WithMessage("Enter the last day away")
                    .Must((form, on) => on is null || form.FromOn is null || on >= form.FromOn).WithMessage(form => $"Last day away must be the same as or after the first, {(form.FromOn is { } from ? Words.Date(from) : "")}")
                    .Must((form, on) => on is null || form.FromOn is null || on.Value.DayNumber - form.FromOn.Value.DayNumber <= LongestDays).WithMessage("For more than 3 months, hand the records over");
                RuleFor(form => form.Delegate).NotNull().WithMessage("Select who stands in for you");
            });
        }
    }

    internal sealed record Row(Guid Id, string DelegateSignature, DateOnly FromOn, DateOnly UntilOn);

    private sealed record Link(Guid Id, Guid PersonId);
}
