using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>"I am leaving this case": who is linked by name is linked no longer. An owner cannot leave without another: they are led to the handover.</summary>
[Needs("owner.hand-over", Roles.Clinical)]
internal sealed class LeaveCasePage(Db db, Entry entry, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const string Mine =
        """
        select id
        from referrals_link
        where person_id = @Id
        and user_id = @UserId
        and kind <> 'owner'
        and (ends_on is null or ends_on >= @today)
        """;

    [BindProperty]
    public Form Leave { get; set; } = new();

    public string CalledBy { get; private set; } = "";

    public string? OwnerName { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { State: "active" } row) return false;
        (CalledBy, OwnerName) = (row.CalledBy, row.OwnerName);
        return row.OwnerId == viewer.UserId || await db.FirstAsync<Guid?>(Mine, new { person.Id, viewer.UserId, today = clock.Today() }, cancellationToken) is not null;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
        => (await entry.ReadAsync(cancellationToken))!.OwnerId == viewer.UserId ? Redirect(Links.Person.Page(person.Reference, "owner/hand-over")) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if ((await entry.ReadAsync(cancellationToken))?.OwnerId == viewer.UserId) return this.SeeOther(Links.Person.Page(person.Reference, "owner/hand-over"));
        return this.Done("You have left this case.", await db.WriteAsync(async work =>
        {
            foreach (var link in await work.QueryAsync<Guid>(Mine, new { person.Id, viewer.UserId, today = clock.Today() }))
            {
                await work.ExecuteAsync("update referrals_link set ends_on = @yesterday where id = @link", new { yesterday = clock.Today().AddDays(-1), link });
                await work.PublishAsync(new PersonUnlinked(link, person.Id));
            }
            await Timeline.AddAsync(work, person.Id, "owner", viewer.Signature, null, "Left the case", Leave.Why.Trim());
            await Inbox.AddAsync(work, person.Area, person.Id, null, "owner", viewer.Signature, "Left the case");
            return Links.Home;
        }, cancellationToken));
    }

    public sealed class Form
    {
        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.Why).NotEmpty().WithMessage("Enter why you are leaving this case").MaximumLength(500).WithMessage("Why you are leaving must be 500 characters or less");
    }
}
