using System.ComponentModel.DataAnnotations;
using Dsr.Consent.Contracts;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Consent;

/// <summary>
/// Is there a reason you must still share? (journey 8.6 d; domain 5.4). Without consent, on another lawful ground only: the team's lead names one person, the reason and the last day,
/// and says which Caldicott guardian knows. That person reads the record until then; whoever watches over information is told by mail, and the team looks at it again.
/// </summary>
[Needs("authority.override", Roles.TeamLead)]
internal sealed class OverrideSharingPage(Db db, OpenDecision open, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    public const int LongestDays = 28;
    private const int ReviewWorkingDays = 2;
    private const int ShortestReason = 20;

    public static readonly IReadOnlyList<(string Key, string Words)> Grounds =
        [("safeguarding", "Safeguarding: they or somebody else may come to serious harm"), ("vital-interests", "Vital interests: to save a life"), ("legal-duty", "A court order or another legal duty")];

    private const string Users =
        """
        select u.id, u.name, u.email, coalesce(o.name, '') as organisation_name
        from consent_user u
        left join consent_organisation o on o.id = u.organisation_id
        where u.area = @Area
        and u.active = 1
        and u.role in ('professional', 'chair')
        order by u.name, u.id
        limit 500
        """;

    private const string Auditors =
        """
        select u.id, u.name, u.email, '' as organisation_name
        from consent_user u
        where u.area = @Area
        and u.active = 1
        and u.role = 'auditor'
        """;

    private const string Insert =
        """
        insert into consent_override (id, person_id, user_id, user_name, ground, reason, guardian, ends_on, made_by_signature, made_at)
        values (@Id, @PersonId, @UserId, @UserName, @Ground, @Reason, @Guardian, @EndsOn, @Signature, @Now)
        """;

    private IReadOnlyList<Somebody> _users = [];

    [BindProperty]
    public Form Override { get; set; } = new();

    public DecisionFacts Facts { get; private set; } = null!;

    public IReadOnlyList<OverrideRow> Open { get; private set; } = [];

    public IEnumerable<SelectListItem> Choices => [new SelectListItem("Choose a person", ""), .. _users.Select(user => new SelectListItem(user.OrganisationName.Length == 0 ? user.Name : $"{user.Name}, {user.OrganisationName}", $"{user.Id}"))];

    public string Reference => person.Reference;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        // where there is a decision in force, it says who sees the record
        if (await open.FindAsync(cancellationToken) is not { State.InForce: false } facts) return false;
        Facts = facts;
        _users = await db.QueryAsync<Somebody>(Users, new { facts.Area }, cancellationToken);
        Open = (await db.QueryAsync<OverrideRow>(OverrideRow.Sql, new { facts.PersonId }, cancellationToken)).Where(row => row.IsOpen(facts.Today)).ToList();
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        if (_users.FirstOrDefault(user => $"{user.Id}" == Override.Who) is not { } user) return this.Invalid("Override.Who", "Choose who must see the record");
        var next = await db.WriteAsync(async work =>
        {
            var (id, endsOn) = (Ids.New(work.Now), Override.EndsOn!.Value);
            await work.ExecuteAsync(Insert, new
            {
                Id = id, Facts.PersonId, UserId = user.Id, UserName = user.OrganisationName.Length == 0 ? user.Name : $"{user.Name}, {user.OrganisationName}", Override.Ground, Reason = Override.Reason.Trim(), Guardian = Override.Guardian.Trim(), EndsOn = endsOn, viewer.Signature, work.Now,
            });
            await work.PublishAsync(new SharingOverridden(id, Facts.PersonId, user.Id, endsOn, viewer.Signature, work.Now));
            await TaskList.AddAsync(work, Facts.Area, Facts.PersonId, TaskList.Override, $"{user.Name} sees the record without consent until {Words.Date(endsOn)}. Is that still necessary?", clock.Today().AddWorkingDays(ReviewWorkingDays));
            await work.MailAsync(About(id, user, "override-given", Links.Person.Summary(person.Reference), endsOn));
            foreach (var auditor in await work.QueryAsync<Somebody>(Auditors, new { Facts.Area })) await work.MailAsync(About(id, auditor, "override-made", "/audit", endsOn));
            return Links.Person.Page(person.Reference, "authority/override");
        }, cancellationToken);
        return this.Done($"{user.Name} can read the record until {Words.Date(Override.EndsOn!.Value)}. Information governance has been told.", next);
    }

    // they name nobody the record is about, and are about no person, so that a withdrawal does not cancel them
    private static Mail About(Guid id, Somebody to, string template, string path, DateOnly endsOn)
        => new($"consent/override/{id:N}/{to.Id:N}", to.Email, template, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = to.Name, ["path"] = path, ["ends"] = Words.Date(endsOn) });

    public sealed class Form
    {
        public string Ground { get; set; } = "";

        public string Who { get; set; } = "";

        public string Reason { get; set; } = "";

        public string Guardian { get; set; } = "";

        [Display(Name = "Last day")]
        public DateOnly? EndsOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Ground).Must(ground => Grounds.Any(each => each.Key == ground)).WithMessage("Select the lawful ground");
            RuleFor(form => form.Who).NotEmpty().WithMessage("Choose who must see the record");
            RuleFor(form => form.Reason)
                .Must(reason => reason.Trim().Length >= ShortestReason).WithMessage($"Enter why you must share without consent, in {ShortestReason} characters or more")
                .MaximumLength(2000).WithMessage("Why you must share must be 2,000 characters or less");
            RuleFor(form => form.Guardian)
                .NotEmpty().WithMessage("Enter which Caldicott guardian has been told")
                .MaximumLength(200).WithMessage("Caldicott guardian must be 200 characters or less");
            RuleFor(form => form.EndsOn)
                .NotNull().WithMessage("Enter the last day")
                .Must(on => on is null || (on >= clock.Today() && on <= clock.Today().AddDays(LongestDays))).WithMessage($"Last day must be today or at most {LongestDays} days from now");
        }
    }

    private sealed record Somebody(Guid Id, string Name, string Email, string OrganisationName);
}
