using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>Records whether each kind of recipient may be told. Only what changed is kept; a no starts the team's task to look at who is on the network.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class DecideSharingPage(Db db, OpenDecision open, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const int LookWorkingDays = 2;

    private IReadOnlyDictionary<string, SharingRow> _current = new Dictionary<string, SharingRow>();

    [BindProperty]
    public Form Share { get; set; } = new();

    public DecisionFacts Facts { get; private set; } = null!;

    public string Reference => person.Reference;

    public string? Since(string recipient) => _current.TryGetValue(recipient, out var row) ? $"{(row.Agreed ? "Yes" : "No")} since {Words.Date(row.DecidedOn)}, {row.DecidedBy}" : null;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts) return false;
        Facts = facts;
        _current = (await db.QueryAsync<SharingRow>(SharingRow.Current, new { facts.PersonId }, cancellationToken)).ToDictionary(row => row.Recipient, StringComparer.Ordinal);
        if (!HttpMethods.IsPost(Request.Method) || Share.Recipients.Count != DecisionWords.MayBeTold.Count)
            Share.Recipients = [.. DecisionWords.MayBeTold.Select(each => new Recipient { Key = each.Key, Agreed = _current.TryGetValue(each.Key, out var row) ? row.Agreed ? "yes" : "no" : "" })];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        if (Share.DecidedOn < Facts.BornOn) return this.Invalid("Share.DecidedOn", $"Date they decided must be after {Facts.FirstName} was born, {Words.Date(Facts.BornOn)}");
        if (_current.Values.Any(row => Share.DecidedOn < row.DecidedOn)) return this.Invalid("Share.DecidedOn", $"Date they decided must be the same as or after the last decision, {Words.Date(_current.Values.Max(row => row.DecidedOn))}");
        var next = await db.WriteAsync(async work =>
        {
            foreach (var each in Share.Recipients.Where(each => !_current.TryGetValue(each.Key, out var row) || row.Agreed != (each.Agreed == "yes")))
            {
                await SharingRow.KeepAsync(work, Facts.PersonId, each.Key, each.Agreed == "yes", Share.DecidedOn!.Value, Share.DecidedBy.Trim(), Share.Words.Trim(), viewer);
                if (each.Agreed == "no" && _current.ContainsKey(each.Key))
                    await TaskList.AddAsync(work, Facts.Area, Facts.PersonId, "sharing", $"{DecisionWords.Of(DecisionWords.MayBeTold, each.Key)} may not be told any more. Look at who is on the network.", clock.Today().AddWorkingDays(LookWorkingDays));
            }
            await work.AuditAsync("sharing.decide", null, Facts.PersonId);
            return Links.Person.Page(person.Reference, "authority");
        }, cancellationToken);
        return this.Done("Who can be told was saved.", next);
    }

    public sealed class Form
    {
        public List<Recipient> Recipients { get; set; } = [];

        [Display(Name = "Date they decided")]
        public DateOnly? DecidedOn { get; set; }

        public string DecidedBy { get; set; } = "";

        public string Words { get; set; } = "";
    }

    public sealed class Recipient
    {
        public string Key { get; set; } = "";

        public string Agreed { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form).Custom((form, context) =>
            {
                for (var at = 0; at < form.Recipients.Count; at++)
                    if (form.Recipients[at] is not { Agreed: "yes" or "no" } each || DecisionWords.MayBeTold.All(known => known.Key != each.Key))
                        context.AddFailure($"Recipients[{at}].Agreed", $"Select yes or no for {DecisionWords.Of(DecisionWords.MayBeTold, form.Recipients[at].Key).ToLowerInvariant()}");
            });
            RuleFor(form => form.DecidedOn)
                .NotNull().WithMessage("Enter the date they decided")
                .Must(on => on <= clock.Today()).WithMessage("Date they decided must be today or in the past");
            RuleFor(form => form.DecidedBy).NotEmpty().WithMessage("Enter who decided").MaximumLength(200).WithMessage("Who decided must be 200 characters or less");
            RuleFor(form => form.Words).NotEmpty().WithMessage("Enter how they said or showed it").MaximumLength(1000).WithMessage("How they said or showed it must be 1,000 characters or less");
        }
    }
}
