using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Consent;

/// <summary>
/// Withdraw without an account, in 3 pages (ui.md 7.A). Reference and date of birth together find the record, and sharing stops in that commit;
/// where they do not, the DSR team phones. Guessing ends after 5 tries: then everyone is phoned.
/// </summary>
[AllowAnonymous]
internal sealed class StopSharingPage(Db db, Areas areas, TimeProvider clock, Viewer viewer) : PageModel, ILoads
{
    public static readonly IReadOnlyList<(string Key, string Words)> Relations =
        [("person", "The person on the register"), ("parent", "Their parent, or somebody with parental responsibility"), ("carer", "Their carer, family or friend"), ("power", "Their attorney or deputy"), ("professional", "Somebody who works with them")];

    private const int MostTries = 5;
    private const int PhoneWorkingDays = 1;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const string Find =
        """
        select id, version, withdrawn_at
        from consent_person
        where reference = @reference
        and born_on = @BornOn
        and state = 'active'
        and closed = 0
        """;

    private const string Tries =
        """
        select count(*)
        from consent_stop_try
        where address_prefix = @prefix
        and tried_at > @since
        """;

    [BindProperty]
    public Form Stop { get; set; } = new();

    public string At { get; private set; } = "means";

    public bool Easy => Request.Path.StartsWithSegments("/easy", StringComparison.Ordinal);

    public bool Checked => areas.All.All(area => area.Section<PublicArea>("public").EasyReadChecked);

    public DateOnly PhoneBy => clock.Today().AddWorkingDays(PhoneWorkingDays);

    public IReadOnlyList<SelectListItem> AreaChoices => [.. areas.All.Select(area => new SelectListItem(area.Name, area.Key)).Prepend(new SelectListItem("", ""))];

    public Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (HttpMethods.IsPost(Request.Method) && At == "means" && Stop.Step is "who" or "check") At = Stop.Step == "check" && Stop.BornOn is null ? "who" : Stop.Step;
        return Task.FromResult(true);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Stop.Back == "who" || At == "means")
        {
            At = "who";
            return Page();
        }
        if (At == "who")
        {
            At = "check";
            return Page();
        }

        var stopped = false;
        await db.WriteAsync(async work => stopped = await StopAsync(work), cancellationToken);
        At = stopped ? "stopped" : "phone";
        return Page();
    }

    private async Task<bool> StopAsync(Work work)
    {
        var (prefix, who) = (Prefix(HttpContext.Connection.RemoteIpAddress), $"{Stop.Name.Trim()}, {Lower(DecisionWords.Of(Relations, Stop.Relation))}");
        await work.ExecuteAsync("delete from consent_stop_try where tried_at < @before", new { before = work.Now - TimeSpan.FromDays(1) });
        var tries = await work.FirstAsync<long>(Tries, new { prefix, since = work.Now - Window });
        if (tries < MostTries && Reference.TryParse(Stop.Reference, out var reference) && await work.FirstAsync<Row>(Find, new { reference, Stop.BornOn }) is { } row)
        {
            if (row.WithdrawnAt is null) await Withdrawal.ActAsync(work, row.Id, row.Version, clock.Today(), $"{who}, {Stop.Phone.Trim()}", "On the public page", null, viewer, "The public page");
            return true;
        }

        await work.ExecuteAsync("insert into consent_stop_try (id, address_prefix, tried_at) values (@Id, @prefix, @Now)", new { Id = Ids.New(work.Now), prefix, work.Now });
        await TaskList.AddAsync(
            work, Stop.Area.Length > 0 ? Stop.Area : areas.All[0].Key, null, "stop",
            $"{who}. Phone {Stop.Phone.Trim()}. The person was born on {Words.Date(Stop.BornOn!.Value)}. {(string.IsNullOrWhiteSpace(Stop.Reference) ? "No reference was given." : $"Reference given: {Stop.Reference.Trim()}.")} Find the record with them and record the withdrawal.", PhoneBy);
        await work.AuditAsync("stop.ask");
        return false;
    }

    private static string Prefix(IPAddress? address) => address is null ? "" : Convert.ToHexString(address.MapToIPv6().GetAddressBytes().AsSpan(0, address.IsIPv4MappedToIPv6 || address.GetAddressBytes().Length == 4 ? 15 : 7));

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    public sealed class Form
    {
        public string Step { get; set; } = "";

        public string? Back { get; set; }

        public string Reference { get; set; } = "";

        [Display(Name = "Date of birth")]
        public DateOnly? BornOn { get; set; }

        public string Area { get; set; } = "";

        public string Name { get; set; } = "";

        public string Relation { get; set; } = "";

        public string Phone { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(Areas areas, TimeProvider clock) => When(form => form.Step is "who" or "check" && form.Back != "who", () =>
        {
            RuleFor(form => form.Reference).MaximumLength(40).WithMessage("Reference must be 40 characters or less");
            RuleFor(form => form.BornOn)
                .NotNull().WithMessage("Enter the date of birth of the person on the register")
                .Must(on => on <= clock.Today()).WithMessage("Date of birth must be today or in the past");
            RuleFor(form => form.Area).Must(area => areas.All.Count == 1 || areas.TryGet(area, out _)).WithMessage("Select where they live");
            RuleFor(form => form.Name).NotEmpty().WithMessage("Enter your name").MaximumLength(100).WithMessage("Your name must be 100 characters or less");
            RuleFor(form => form.Relation).Must(relation => Relations.Any(each => each.Key == relation)).WithMessage("Select who you are");
            RuleFor(form => form.Phone).NotEmpty().WithMessage("Enter a phone number").MaximumLength(50).WithMessage("Phone number must be 50 characters or less");
        });
    }

    private sealed record Row(Guid Id, int Version, DateTimeOffset? WithdrawnAt);
}
