using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>Owners whose account or agreement has ended and who still own records; and the way to hand over the people of one who is about to leave.</summary>
[Needs("owner.reassign", Roles.Team)]
internal sealed class OwnersLeftPage(Db db, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const string Ended =
        """
        select u.user_id, u.name, u.organisation_name,
          (select count(*) from (select 1 from referrals_person as q where q.owner_id = u.user_id and q.state = 'active' and q.area = @Area limit 1001) as owned) as people
        from referrals_user as u
        left join referrals_organisation as o on o.organisation_id = u.organisation_id and o.area = u.area and o.from_on <= @today and (o.ends_on is null or o.ends_on >= @today)
        where u.area = @Area
        and (u.active = 0 or o.organisation_id is null)
        and exists (select 1 from referrals_person as p where p.owner_id = u.user_id and p.state = 'active' and p.area = @Area)
        order by u.name, u.user_id
        limit 200
        """;

    [BindProperty(SupportsGet = true)]
    public Guid? From { get; set; }

    public IReadOnlyList<Row> Left { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Left = await db.QueryAsync<Row>(Ended, new { viewer.Area, today = clock.Today() }, cancellationToken);
        Choices = await Owners.ChoicesAsync(db, viewer.Area, clock.Today(), cancellationToken);
        return true;
    }

    public IActionResult OnGet() => From is { } from ? Redirect(Links.Reassign(from)) : Page();

    internal sealed record Row(Guid UserId, string Name, string OrganisationName, int People);
}
