using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>The people of somebody who leaves get a new owner, all in one commit; who they are is shown first.</summary>
[Needs("owner.reassign", Roles.Team)]
internal sealed class ReassignPage(Db db, Viewer viewer, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private const int Most = 500;

    private const string Owned =
        """
        select id, first_name, last_name, rating
        from referrals_person
        where owner_id = @Id
        and state = 'active'
        and area = @Area
        order by rating_urgency, id
        limit 500
        """;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Form Reassign { get; set; } = new();

    public string OwnerName { get; private set; } = "";

    public IReadOnlyList<Row> People { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<string>("select name from referrals_user where user_id = @Id and area = @Area", new { Id, viewer.Area }, cancellationToken) is not { } name) return false;
        OwnerName = name;
        People = await db.QueryAsync<Row>(Owned, new { Id, viewer.Area }, cancellationToken);
        Choices = [.. (await Owners.ChoicesAsync(db, viewer.Area, clock.Today(), cancellationToken)).Where(choice => choice.Value != Id.ToString())];
        await audit.ReadAsync("owners.reassign", People.Select(person => person.Id));
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        if (Reassign.To == Id || await Owners.FindAsync(db, Reassign.To!.Value, viewer.Area, today, cancellationToken) is not { } owner) return this.Invalid("Reassign.To", "Select who will take over");
        var unseen = await Owners.WithoutSightAsync(db, owner.UserId, (await db.QueryAsync<Row>(Owned, new { Id, viewer.Area }, cancellationToken)).Select(person => person.Id), cancellationToken);
        if (unseen > 0) return this.Invalid("Reassign.To", $"{Words.Count(unseen, "person has", "people have")} not agreed to share with that kind of organisation, so the owner could not see {(unseen == 1 ? "the record" : "the records")}. Select someone else, or change the owner on {(unseen == 1 ? "that record" : "those records")} first");
        var count = 0;
        var next = await db.WriteAsync(async work =>
        {
            var people = await work.QueryAsync<Row>(Owned, new { Id, viewer.Area });
            foreach (var person in people) await Ownership.ChangeAsync(work, person.Id, owner, viewer.Signature, Reassign.Why.Trim(), today);
            count = people.Count;
            return count == Most ? Links.Reassign(Id) : "/owners";
        }, cancellationToken);
        return this.Done(count == 0 ? "Reassigned." : $"{Words.Count(count, "person has", "people have")} a new owner.", next);
    }

    public sealed class Form
    {
        public Guid? To { get; set; }

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.To).NotNull().WithMessage("Select who will take over");
            RuleFor(form => form.Why).NotEmpty().WithMessage("Enter why").MaximumLength(500).WithMessage("Why must be 500 characters or less");
        }
    }

    internal sealed record Row(Guid Id, string FirstName, string LastName, string? Rating);
}
