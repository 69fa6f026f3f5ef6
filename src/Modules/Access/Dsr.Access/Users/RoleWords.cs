namespace Dsr.Access;

/// <summary>The roles as an administrator chooses them, each with what it can see.</summary>
internal static class RoleWords
{
    public static readonly IReadOnlyList<(string Role, string What)> All =
    [
        (Roles.Professional, "Refers people and keeps up to date the records of those they are linked to"),
        (Roles.Chair, "Plans and runs meetings"),
        (Roles.TeamMember, "Sees everybody on the area's register and decides referrals"),
        (Roles.TeamLead, "As the DSR team, and leads it"),
        (Roles.Analyst, "Sees reports without identifiable data"),
        (Roles.Auditor, "Sees who did what and who looked at whom, and nobody's record"),
        (Roles.Administrator, "Looks after organisations and users, and sees nobody's record"),
        (Roles.OrganisationAdministrator, "Sees and ends the accounts of the own organisation"),
    ];

    public static bool Knows(string? role) => All.Any(each => each.Role == role);
}
