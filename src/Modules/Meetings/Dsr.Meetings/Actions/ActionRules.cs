namespace Dsr.Meetings;

/// <summary>Who may change an action (security.md 4.2): the team, the chair, and whoever owns it or works where its owner does.</summary>
internal static class ActionRules
{
    public static bool MayChange(Viewer viewer, Guid? ownerId, Guid? ownerOrganisationId)
        => viewer.Role != Roles.Professional || ownerId == viewer.UserId || (ownerOrganisationId is not null && ownerOrganisationId == viewer.OrganisationId);
}
