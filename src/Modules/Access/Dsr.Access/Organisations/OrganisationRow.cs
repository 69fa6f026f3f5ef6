namespace Dsr.Access;

/// <summary>An organisation with its present agreement.</summary>
internal sealed record OrganisationRow(Guid Id, string Area, string Kind, string Name, int Version, DateOnly? FromOn, DateOnly? EndsOn, DateTimeOffset? EndedAt)
{
    public const string Select =
        """
        select o.id, o.area, o.kind, o.name, o.version, a.from_on, a.ends_on, a.ended_at
        from access_organisation as o
        left join access_agreement as a on a.id = o.agreement_id
        """;

    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["dsr-team"] = "DSR team",
        ["commissioner"] = "Commissioner",
        ["health"] = "Health",
        ["social-care"] = "Social care",
        ["education"] = "Education",
        ["police"] = "Police",
        ["voluntary"] = "Voluntary organisation",
        ["keyworking"] = "Keyworking service",
        ["operator"] = "Runs this service",
    };

    public string KindWords => Kinds.TryGetValue(Kind, out var words) ? words : Kind;

    /// <summary>Last day in force; the day it was ended, when it was.</summary>
    public DateOnly? LastDay => EndedAt?.LondonDate() ?? EndsOn;

    public bool InForce(DateOnly today) => EndedAt is null && FromOn <= today && (EndsOn is null || EndsOn >= today);

    public (string Colour, string Words) State(DateOnly today)
        => FromOn is null ? ("grey", "Not signed")
            : InForce(today) ? EndsOn is { } ends && ends <= today.AddDays(60) ? ("orange", "Ends soon") : ("green", "In force")
            : EndedAt is null && FromOn > today ? ("white", "Not started")
            : ("red", "Ended");

    public static Task<OrganisationRow?> FindAsync(Db db, Viewer viewer, Guid id, CancellationToken cancellationToken)
        => db.FirstAsync<OrganisationRow>($"{Select} where o.id = @id and (@Area = '' or o.area = @Area)", new { id, viewer.Area }, cancellationToken);
}
