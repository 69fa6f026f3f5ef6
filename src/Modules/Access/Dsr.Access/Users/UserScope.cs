namespace Dsr.Access;

/// <summary>Whom an administrator administers: an area's (or, without an area, every) user; an organisation administrator the own organisation's.</summary>
internal sealed record UserScope(string Area, string OrganisationId)
{
    public const string Sql = "(@Area = '' or o.area = @Area) and (@OrganisationId = '' or o.id = @OrganisationId)";

    public static UserScope Of(Viewer viewer) => new(viewer.Area, viewer.Role == Roles.Administrator ? "" : Dsr.Shared.Sql.Text(viewer.OrganisationId));
}
