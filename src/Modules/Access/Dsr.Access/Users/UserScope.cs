namespace Dsr.Access;

/// <summary>Whom an administrator administers: an area's (or, without an area, every) user; an organisation administrator the own organisation's.</summary>
internal sealed record UserScope(string Area, Guid? OrganisationId)
{
    public const string Sql = "(@Area = '' or o.area = @Area) and o.id = coalesce(@OrganisationId, o.id)";

    public static UserScope Of(Viewer viewer) => new(viewer.Area, viewer.Role == Roles.Administrator ? null : viewer.OrganisationId);
}
