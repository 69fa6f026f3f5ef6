using System.ComponentModel.DataAnnotations;
using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>
/// Change what the entry holds of the person: before and after are checked, each field's history is kept, and where somebody else changed the same field
/// meanwhile the user chooses field by field (ui.md 3.6).
/// </summary>
[Needs("details.change", Roles.Clinical)]
internal sealed class ChangeDetailsPage(Db db, Entry entry, CurrentPerson person, Viewer viewer, Areas areas) : PageModel, ILoads
{
    private const string Since =
        """
        select field, was, changed_at, changed_by_signature
        from referrals_detail_change
        where person_id = @Id
        and version >= @Version
        order by version, id
        """;

    private const string Update =
        """
        update referrals_person
        set first_name = @first_name, last_name = @last_name, preferred_name = @preferred_name, born_on = @born_on, nhs_number = @nhs_number, diagnosis = @diagnosis, communication = @communication,
          adjustments = @adjustments, address = @address, postcode = @postcode, local_authority = @local_authority, gp_practice = @gp_practice, issues = @issues, tried = @tried,
          would_help = @would_help, plan = @plan, name_key = @name_key, last_name_key = @last_name_key, sounds_like = @sounds_like, version = version + 1
        where id = @id
        and version = @version
        and state = 'active'
        """;

    [BindProperty]
    public Form Edit { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Dictionary<string, string> Keep { get; set; } = [];

    public bool Checking { get; private set; }

    public IReadOnlyList<(DetailField Field, string Before, string After)> Changes { get; private set; } = [];

    public IReadOnlyList<Conflict> Conflicts { get; private set; } = [];

    public IEnumerable<SelectListItem> Places { get; private set; } = [];

    /// <summary>What the form holds, for the next page to send on.</summary>
    public IEnumerable<(string Name, string Value)> TypedFields => DetailField.All.Select(each => ($"Edit.{Name(each.Key)}", each.Typed(Edit) ?? "")).Append(("Edit.NhsWhy", Edit.NhsWhy));

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { State: "active" } row) return false;
        if (!HttpMethods.IsPost(Request.Method))
        {
            foreach (var field in DetailField.All) field.Put(Edit, field.Now(row));
            Version = row.Version;
        }
        Places = [new("Not known", ""), .. areas[person.Area].Section<ReferralsArea>("referrals").LocalAuthorities.Select(place => new SelectListItem(place.Name, place.Name))];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { State: "active" } row) return NotFound();
        if (Edit.Step == "change") return Page();
        if (!areas[person.Area].Section<ReferralsArea>("referrals").LocalAuthorities.Any(place => place.Name == Edit.LocalAuthority) && Edit.LocalAuthority.Length > 0 && Edit.LocalAuthority != row.LocalAuthority)
            return this.Invalid("Edit.LocalAuthority", "Select the local authority");

        foreach (var (key, answer) in Keep)
            if (answer == "theirs" && DetailField.All.FirstOrDefault(field => field.Key == key) is { } theirs) theirs.Put(Edit, theirs.Now(row));
        if (row.Version != Version && await ConflictsAsync(row, cancellationToken)) return this.Lost();

        Changes = [.. DetailField.All.Where(field => field.Now(row) != field.Yours(Edit)).Select(field => (field, field.Now(row), field.Yours(Edit)))];
        if (Changes.Any(change => change.Field.Key == "nhs_number") && Edit.NhsWhy.Trim().Length == 0) return this.Invalid("Edit.NhsWhy", "Enter why the NHS number changes, and how you checked it");
        if (await SameNumberAsync(cancellationToken)) return this.Invalid("Edit.NhsNumber", "Someone else on this register has this NHS number. Check which of the two it belongs to");
        if (Changes.Count == 0) return this.Done("Nothing was changed.", Links.Person.Page(person.Reference, "details"));
        if (Edit.Step != "save")
        {
            Checking = true;
            return Page();
        }

        var next = await db.WriteAsync(async work =>
        {
            var values = DetailField.All.ToDictionary(field => field.Key, field => (object?)(field.Yours(Edit) is { Length: > 0 } value ? value : null), StringComparer.Ordinal);
            (values["name_key"], values["last_name_key"], values["sounds_like"]) = (NameKey.Of(Edit.FirstName + Edit.LastName), NameKey.Of(Edit.LastName), SoundsLike.Of(Edit.LastName));
            (values["id"], values["version"]) = (person.Id, Version);
            await work.ChangeAsync(Update, values);
            foreach (var (field, was, becomes) in Changes)
                await work.ExecuteAsync(
                    """
                    insert into referrals_detail_change (id, person_id, version, field, was, becomes, why, changed_at, changed_by_signature)
                    values (@id, @PersonId, @Version, @Key, @was, @becomes, @why, @Now, @Signature)
                    """, new { id = Ids.New(work.Now), PersonId = person.Id, Version, field.Key, was, becomes, why = field.Key == "nhs_number" ? Edit.NhsWhy.Trim() : null, work.Now, viewer.Signature });
            await Timeline.AddAsync(work, person.Id, "details", viewer.Signature, null, "Details changed", string.Join(", ", Changes.Select(change => change.Field.Label)));
            await work.PublishAsync(new PersonChanged(
                person.Id, Edit.FirstName.Trim(), Edit.LastName.Trim(), Edit.PreferredName is { Length: > 0 } preferred ? preferred.Trim() : null, Edit.BornOn!.Value, Edit.LocalAuthority is { Length: > 0 } place ? place : null, Edit.Diagnosis));
            return Links.Person.Page(person.Reference, "details");
        }, cancellationToken);
        return this.Done("Details saved.", next);
    }

    /// <summary>Fields that somebody else changed since the form was opened, and that this user would change too. Where there is none, the two changes go together.</summary>
    private async Task<bool> ConflictsAsync(Entry.Row row, CancellationToken cancellationToken)
    {
        var since = (await db.QueryAsync<ChangedField>(Since, new { person.Id, Version }, cancellationToken)).GroupBy(change => change.Field).Where(group => DetailField.All.Any(field => field.Key == group.Key));
        var conflicts = new List<Conflict>();
        foreach (var group in since)
        {
            var field = DetailField.Find(group.Key);
            var (opened, now, yours) = (group.First().Was, field.Now(row), field.Yours(Edit));
            if (yours == now) continue;
            // not touched by this user: what the other wrote stands
            if (yours == opened) field.Put(Edit, now);
            else conflicts.Add(new Conflict(field, opened, now, yours, group.Last().ChangedBySignature, group.Last().ChangedAt));
        }
        Version = row.Version;
        ModelState.Remove(nameof(Version));
        Conflicts = conflicts;
        return conflicts.Count > 0;
    }

    private async Task<bool> SameNumberAsync(CancellationToken cancellationToken)
        => viewer.IsTeam && NhsNumber.TryParse(Edit.NhsNumber, out var number)
            && await db.FirstAsync<Guid?>("select id from referrals_person where nhs_number = @number and area = @Area and id <> @Id and state = 'active'", new { number, person.Area, person.Id }, cancellationToken) is not null;

    private static string Name(string key) => string.Concat(key.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    public sealed class Form
    {
        public string FirstName { get; set; } = "";

        public string LastName { get; set; } = "";

        public string? PreferredName { get; set; }

        [Display(Name = "Date of birth")]
        public DateOnly? BornOn { get; set; }

        public string NhsNumber { get; set; } = "";

        public string NhsWhy { get; set; } = "";

        public string Diagnosis { get; set; } = "";

        public string? Communication { get; set; }

        public string? Adjustments { get; set; }

        public string? Address { get; set; }

        public string Postcode { get; set; } = "";

        public string LocalAuthority { get; set; } = "";

        public string? GpPractice { get; set; }

        public string? Issues { get; set; }

        public string? Tried { get; set; }

        public string? WouldHelp { get; set; }

        public string? Plan { get; set; }

        public string Step { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.FirstName).Must(name => NameKey.Of(name).Length > 0).WithMessage("Enter their first name").MaximumLength(100).WithMessage("First name must be 100 characters or less");
            RuleFor(form => form.LastName).Must(name => NameKey.Of(name).Length > 0).WithMessage("Enter their last name").MaximumLength(100).WithMessage("Last name must be 100 characters or less");
            RuleFor(form => form.PreferredName).MaximumLength(100).WithMessage("Likes to be called must be 100 characters or less");
            RuleFor(form => form.BornOn).NotNull().WithMessage("Enter their date of birth").Must(born => born is null || born <= clock.Today()).WithMessage("Date of birth must be in the past");
            RuleFor(form => form.NhsNumber)
                .Custom((typed, context) =>
                {
                    if (Shared.NhsNumber.Read(typed, out _) is not NhsNumberFault.None and var fault) context.AddFailure(fault.Message());
                })
                .When(form => form.NhsNumber.Trim().Length > 0);
            RuleFor(form => form.Diagnosis).Must(diagnosis => diagnosis is "learning-disability" or "autism" or "both" or "not-known").WithMessage("Select the diagnosis");
            RuleFor(form => form.Postcode).Must(postcode => postcode.Trim().Length == 0 || PostCode.TryParse(postcode, out _)).WithMessage(PostCode.Message);
            RuleFor(form => form.NhsWhy).MaximumLength(500).WithMessage("Why the NHS number changes must be 500 characters or less");
            RuleFor(form => form.Address).MaximumLength(500).WithMessage("Address must be 500 characters or less");
            RuleFor(form => form.GpPractice).MaximumLength(200).WithMessage("GP surgery must be 200 characters or less");
            RuleFor(form => form.Communication).MaximumLength(2000).WithMessage("How to communicate must be 2,000 characters or less");
            RuleFor(form => form.Adjustments).MaximumLength(2000).WithMessage("Reasonable adjustments must be 2,000 characters or less");
            RuleFor(form => form.Issues).MaximumLength(4000).WithMessage("What worries us must be 4,000 characters or less");
            RuleFor(form => form.Tried).MaximumLength(4000).WithMessage("What has been tried must be 4,000 characters or less");
            RuleFor(form => form.WouldHelp).MaximumLength(4000).WithMessage("What could help must be 4,000 characters or less");
            RuleFor(form => form.Plan).MaximumLength(4000).WithMessage("Plan must be 4,000 characters or less");
        }
    }

    internal sealed record Conflict(DetailField Field, string Opened, string Now, string Yours, string By, DateTimeOffset At);

    private sealed record ChangedField(string Field, string Was, DateTimeOffset ChangedAt, string ChangedBySignature);
}
