namespace Dsr.Referrals;

/// <summary>A mistake is struck through with its reason, never deleted: by who wrote it within 24 hours, later by the DSR team (8.4). The clock goes back to the update before.</summary>
[Needs("updates.correct", Roles.Clinical)]
internal sealed class MarkErrorPage(Db db, CurrentPerson person, Viewer viewer, TimeProvider clock, Areas areas) : PageModel, ILoads
{
    private const int OwnHours = 24;

    private const string Find =
        """
        select what, added_at, added_by, added_by_signature
        from referrals_update
        where id = @Id
        and person_id = @PersonId
        and error_at is null
        """;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Form Mark { get; set; } = new();

    public Row Update { get; private set; } = null!;

    /// <summary>Whether somebody may strike out an update.</summary>
    public static bool May(Viewer viewer, Guid addedBy, DateTimeOffset addedAt, DateTimeOffset now) => viewer.IsTeam || (addedBy == viewer.UserId && now - addedAt < TimeSpan.FromHours(OwnHours));

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(Find, new { Id, PersonId = person.Id }, cancellationToken) is not { } row || !May(viewer, row.AddedBy, row.AddedAt, clock.GetUtcNow())) return false;
        Update = row;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var before = await db.FirstAsync<Row>(Find, new { Id, PersonId = person.Id }, cancellationToken);
        if (before is not null && !May(viewer, before.AddedBy, before.AddedAt, clock.GetUtcNow())) return NotFound();
        return this.Done("Marked as recorded in error.", await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(
                """
                update referrals_update
                set error_at = @Now, error_by_signature = @Signature, error_why = @Why
                where id = @Id
                and person_id = @PersonId
                and error_at is null
                """, new { work.Now, viewer.Signature, Why = Mark.Why.Trim(), Id, PersonId = person.Id });
            await ClockBackAsync(work);
            await work.AuditAsync("UpdateMarkedAsError", Id, person.Id);
            return Links.Person.Updates(person.Reference);
        }, cancellationToken));
    }

    private async Task ClockBackAsync(Work work)
    {
        var state = (await work.FirstAsync<ClockRow>("select rating, registered_on, last_update_on from referrals_person where id = @Id", new { person.Id }))!;
        var struck = (await work.FirstAsync<DateTimeOffset>("select added_at from referrals_update where id = @Id", new { Id })).LondonDate();
        if (state.LastUpdateOn != struck) return;
        var latest = await work.FirstAsync<DateTimeOffset?>("select added_at from referrals_update where person_id = @Id and error_at is null order by added_at desc limit 1", new { person.Id });
        var last = latest?.LondonDate() ?? state.RegisteredOn ?? struck;
        await work.ExecuteAsync("update referrals_person set last_update_on = @last, update_due_on = @due where id = @Id",
            new { last, due = last.AddDays(areas[person.Area].Section<ReferralsArea>("referrals").ReviewDays.Of(state.Rating)), person.Id });
    }

    public sealed class Form
    {
        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.Why).NotEmpty().WithMessage("Enter why it was recorded in error").MaximumLength(500).WithMessage("Reason must be 500 characters or less");
    }

    internal sealed record Row(string What, DateTimeOffset AddedAt, Guid AddedBy, string AddedBySignature);

    private sealed record ClockRow(string? Rating, DateOnly? RegisteredOn, DateOnly? LastUpdateOn);
}
