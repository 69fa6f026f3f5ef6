namespace Dsr.Referrals;

/// <summary>
/// Whom a viewer's lists may show (security.md 4.1): the DSR team its area; a professional the people they are linked to, in force today, whose
/// no does not stand against their organisation's kind.
/// The one fragment of this module; it reads <c>referrals_person as p</c>, and is evaluated when read.
/// </summary>
internal static class Seen
{
    private const string Team =
        """
        p.area = @SeenArea
        and p.state = 'active'
        """;

    private const string Own =
        """
        p.id in (
          select person_id
          from referrals_open_link
          where user_id = @SeenUser
          and from_on <= @Today
          and (ends_on is null or ends_on >= @Today)
          union all
          select person_id
          from referrals_open_link
          where user_id is null
          and organisation_id = @SeenOrganisation
          and from_on <= @Today
          and (ends_on is null or ends_on >= @Today)
        )
        and p.state = 'active'
        and p.authority_ends_on >= @Today
        and p.withdrawn_at is null
        """;

    /// <summary>The condition for this viewer.</summary>
    public static string By(Viewer viewer) => viewer.IsTeam ? Team : Own;

    /// <summary>Its parameters.</summary>
    public static Dictionary<string, object?> Parameters(Viewer viewer, DateOnly today) => viewer.IsTeam
        ? new(StringComparer.Ordinal) { ["SeenArea"] = viewer.Area, ["Today"] = today }
        : new(StringComparer.Ordinal) { ["SeenUser"] = viewer.UserId, ["SeenOrganisation"] = viewer.OrganisationId, ["Today"] = today };
}
