using Microsoft.AspNetCore.Authorization;

namespace Dsr.Shared;

/// <summary>The roles of security.md 4.0, as stored, and the sets that pages name.</summary>
public static class Roles
{
    /// <summary>A professional of an organisation: referrer, owner, named professional.</summary>
    public const string Professional = "professional";

    /// <summary>Chairs meetings.</summary>
    public const string Chair = "chair";

    /// <summary>A member of the DSR team.</summary>
    public const string TeamMember = "team-member";

    /// <summary>Leads the DSR team.</summary>
    public const string TeamLead = "team-lead";

    /// <summary>Never sees identifiable data.</summary>
    public const string Analyst = "analyst";

    /// <summary>Information governance and privacy.</summary>
    public const string Auditor = "auditor";

    /// <summary>Administers organisations, users and settings; has no access to people.</summary>
    public const string Administrator = "administrator";

    /// <summary>Sees and ends the own organisation's professionals.</summary>
    public const string OrganisationAdministrator = "organisation-administrator";

    /// <summary>The DSR team.</summary>
    public const string Team = TeamMember + "," + TeamLead;

    /// <summary>Everyone who may have to do with a person.</summary>
    public const string Clinical = Professional + "," + Chair + "," + Team;

    /// <summary>Everyone who is logged in.</summary>
    public const string Everyone = Clinical + "," + Analyst + "," + Auditor + "," + Administrator + "," + OrganisationAdministrator;

    /// <summary>A role in words, as screens say it.</summary>
    public static string Words(string role) => role switch
    {
        Professional => "Professional",
        Chair => "Chair",
        TeamMember => "DSR team",
        TeamLead => "DSR team lead",
        Analyst => "Analyst",
        Auditor => "Auditor",
        Administrator => "Administrator",
        OrganisationAdministrator => "Organisation administrator",
        _ => role,
    };
}

/// <summary>Names the permission that a page or endpoint needs, and the roles that have it. What carries neither this nor a place on the anonymous list stops the start.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(string permission, string roles) : Attribute, IAuthorizeData, IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <summary>Permission as <c>noun.verb</c>: <c>ratings.change</c>.</summary>
    public string Permission { get; } = permission;

    /// <summary>The roles that have it.</summary>
    public IReadOnlyList<string> RoleList { get; } = roles.Split(',');

    /// <summary>True when a person's entry is only read by it, so that a read-only viewer may.</summary>
    public bool ReadOnly { get; init; }

    string? IAuthorizeData.Policy { get; set; }

    string? IAuthorizeData.Roles { get; set; }

    string? IAuthorizeData.AuthenticationSchemes { get; set; }

    /// <inheritdoc />
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}
