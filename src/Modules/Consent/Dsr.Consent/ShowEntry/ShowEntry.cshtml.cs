using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>The person's own page (ui.md 7.A), where the area has it: what each module holds, in plain words, and a way to say that something is wrong. The link works until it ends or is withdrawn.</summary>
[AllowAnonymous]
internal sealed class ShowEntryPage(Db db, Areas areas, AuditTrail audit, TimeProvider clock, IEnumerable<IEntryPart> parts) : PageModel, ILoads
{
    private const int MostOpen = 10;
    private const int ReadWorkingDays = 1;

    private const string Find =
        """
        select l.person_id, p.area
        from consent_link l
        join consent_person p on p.id = l.person_id
        where l.token_hash = @hash
        and l.purpose = 'entry'
        and l.ended_at is null
        and l.expires_at > @now
        and p.state = 'active'
        and p.closed = 0
        and p.withdrawn_at is null
        """;

    private const string Open =
        """
        select count(*)
        from consent_task
        where person_id = @PersonId
        and kind in ('wrong', 'message')
        and done_at is null
        """;

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public Form Tell { get; set; } = new();

    public EntryOf? Entry { get; private set; }

    public IReadOnlyList<(string View, IEntryModel Model)> Parts { get; private set; } = [];

    /// <summary>The easy reading stands at an address of its own, like that of every page for the public.</summary>
    public bool Easy => Request.Path.StartsWithSegments("/easy", StringComparison.Ordinal);

    public bool Checked => Entry!.Area.Section<PublicArea>("public").EasyReadChecked;

    public string Plain => $"/my-entry/{Token}";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Entry = await FindAsync(cancellationToken);
        if (Entry is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return true;
        }

        await audit.ReadAsync("my-entry", [Entry.PersonId]);
        List<(string, IEntryModel)> loaded = [];
        foreach (var part in parts.OrderBy(part => part.Order))
            if (await part.LoadAsync(Entry, cancellationToken) is { } model)
                loaded.Add((part.View, model));
        Parts = loaded;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } entry) return Page();
        if (await db.FirstAsync<long>(Open, new { entry.PersonId }, cancellationToken) >= MostOpen) return this.Invalid("Tell.Words", "We have your messages and have not read them all yet. Phone us if it cannot wait");
        var next = await db.WriteAsync(async work =>
        {
            await TaskList.AddAsync(work, entry.Area.Key, entry.PersonId, Tell.Kind, Tell.Words.Trim(), clock.Today().AddWorkingDays(ReadWorkingDays));
            await work.AuditAsync("my-entry.tell", null, entry.PersonId);
            return Plain;
        }, cancellationToken);
        return this.Done("We have what you sent.", next);
    }

    private async Task<EntryOf?> FindAsync(CancellationToken cancellationToken)
        => await db.FirstAsync<Row>(Find, new { hash = Consent.Token.HashOf(Token), now = clock.GetUtcNow() }, cancellationToken) is { } row && areas.TryGet(row.Area, out var area) && area.Section<ConsentArea>("consent").MyEntry
            ? new EntryOf(row.PersonId, area) : null;

    public sealed class Form
    {
        public string Kind { get; set; } = "";

        public string Words { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Kind).Must(kind => kind is "wrong" or "message").WithMessage("Select what you would like to tell us");
            RuleFor(form => form.Words).NotEmpty().WithMessage("Enter what you would like to tell us").MaximumLength(2000).WithMessage("What you tell us must be 2,000 characters or less");
        }
    }

    private sealed record Row(Guid PersonId, string Area);
}
