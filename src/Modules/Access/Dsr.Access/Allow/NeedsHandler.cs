using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dsr.Access;

/// <summary>
/// Who may do what to whom (security.md 4.1): the role has the permission, the organisation's agreement is in force in London today, and under
/// <c>/people/{ref}</c> there is a relationship to the person, an authority in force today, and no refusal of the organisation's kind. All of it is computed at this very request.
/// </summary>
internal sealed class NeedsHandler(Db db, Viewer viewer, OpenSession open, CurrentPerson person, TimeProvider clock) : AuthorizationHandler<NeedsAttribute>
{
    private const string Override = "override";

    private const string FindPerson =
        """
        select p.id, p.reference, p.area, p.authority_ends_on, p.withdrawn, p.closed,
          (select l.kind
           from access_link as l
           where l.person_id = p.id and l.organisation_id = @OrganisationId and (l.user_id is null or l.user_id = @UserId)
             and l.from_on <= @today and (l.ends_on is null or l.ends_on >= @today)
           order by case l.kind when 'owner' then 1 when 'referrer_of' then 2 when 'named_professional' then 3 else 4 end
           limit 1) as relationship,
          case when exists (
            select 1
            from access_refusal as r
            join access_organisation as o on o.kind = r.recipient
            where r.person_id = p.id and o.id = @OrganisationId) then 1 else 0 end as refused,
          (select max(v.ends_on) from access_override as v where v.person_id = p.id and v.user_id = @UserId) as override_ends_on
        from access_person as p
        where p.reference = @reference
        """;

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAttribute requirement)
    {
        if (!viewer.IsSomebody || open.Row is not { } session) return;

        if (!requirement.RoleList.Contains(viewer.Role))
        {
            context.Fail(new AuthorizationFailureReason(this, Refusal.Role));
            return;
        }

        // an administrator sees nobody, and is the one who can put an agreement in force again
        if (!session.InAgreement && viewer.Role != Roles.Administrator && !IsOnesOwn(requirement.Permission))
        {
            context.Fail(new AuthorizationFailureReason(this, Refusal.Agreement));
            return;
        }

        if (context.Resource is HttpContext http && IsOfAPerson(http) && !await MayOpenAsync(http, requirement))
        {
            context.Fail(new AuthorizationFailureReason(this, Refusal.Person));
            return;
        }

        context.Succeed(requirement);
    }

    private async Task<bool> MayOpenAsync(HttpContext http, NeedsAttribute needs)
    {
        if (!Reference.TryParse(http.Request.RouteValues["ref"] as string, out var reference)) return false;

        var today = clock.Today();
        if (await FindAsync(reference, today, http.RequestAborted) is not { } row) return false;

        http.Features.Set(new AskedFor(row.Id));
        if (BasisOf(row, needs, today) is not { } basis) return false;

        person.Open(row.Id, row.Reference, row.Area, basis, isClosed: row.Closed || row.Withdrawn || basis == Override, takesAnswers: !row.Closed && basis != Override);
        return true;
    }

    private async Task<Row?> FindAsync(string reference, DateOnly today, CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(FindPerson, new { reference, viewer.UserId, viewer.OrganisationId, today }, cancellationToken) is { } row) return row;

        // the reference of an entry that was merged leads to the one that stays
        var stays = await db.FirstAsync<string>(
            """
            select p.reference
            from access_merged as m
            join access_person as p on p.id = m.person_id
            where m.reference = @reference
            """, new { reference }, cancellationToken);
        return stays is null ? null : await db.FirstAsync<Row>(FindPerson, new { reference = stays, viewer.UserId, viewer.OrganisationId, today }, cancellationToken);
    }

    private string? BasisOf(Row row, NeedsAttribute needs, DateOnly today)
    {
        // off the register: a stub that the DSR team reads (security.md 2.1)
        if (row.Closed && !(viewer.IsTeam && Reads(needs))) return null;
        if (viewer.IsTeam) return row.Area == viewer.Area && (!row.Withdrawn || Reads(needs) || RecordsAnAnswer(needs)) ? "area_team" : null;
        if (viewer.Role is not (Roles.Professional or Roles.Chair)) return null;
        if (!row.Withdrawn && !row.Refused && row.AuthorityEndsOn >= today && row.Relationship is { } relationship) return relationship;
        // without consent, on another lawful ground: to read, until the day that the team's lead set
        return row.OverrideEndsOn >= today && Reads(needs) ? Override : null;
    }

    private static bool Reads(NeedsAttribute needs) => needs.ReadOnly || needs.Permission.EndsWith(".read", StringComparison.Ordinal);

    // who said no may say yes again, or come off the register: that answer has to be written down
    private static bool RecordsAnAnswer(NeedsAttribute needs) => needs.Permission is "authority.record" or "authority.override" or "authority.override-end" or "consent.record" or "removals.ask";

    private static bool IsOnesOwn(string permission) => permission.StartsWith("account.", StringComparison.Ordinal) || permission.StartsWith("session.", StringComparison.Ordinal);

    private static bool IsOfAPerson(HttpContext http)
        => http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route } && route.TrimStart('/').StartsWith("people/{ref", StringComparison.Ordinal);

    /// <summary>The person who was asked for and not shown, for the audit.</summary>
    internal sealed record AskedFor(Guid PersonId);

    private sealed record Row(Guid Id, string Reference, string Area, DateOnly? AuthorityEndsOn, bool Withdrawn, bool Closed, string? Relationship, bool Refused, DateOnly? OverrideEndsOn);
}
