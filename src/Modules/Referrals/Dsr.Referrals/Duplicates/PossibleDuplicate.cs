using Microsoft.AspNetCore.Routing;

namespace Dsr.Referrals;

/// <summary>A pair that the team has not judged, with what tells the two entries apart.</summary>
internal sealed record PossibleDuplicate(
    Guid OneId, Guid OtherId, bool SameNumber, bool SameNameAndBirth, bool SameNameAndPostcode, bool SoundsAlike, DateTimeOffset FoundAt,
    string Reference, string FirstName, string LastName, DateOnly? BornOn, string? NhsNumber, string? Postcode, DateOnly? RegisteredOn, string? OwnerName, string? OwnerOrganisationName,
    string OtherReference, string OtherFirstName, string OtherLastName, DateOnly? OtherBornOn, string? OtherNhsNumber, string? OtherPostcode, DateOnly? OtherRegisteredOn, string? OtherOwnerName, string? OtherOwnerOrganisationName)
{
    public const string Select =
        """
        select d.one_id, d.other_id, d.same_number, d.same_name_and_birth, d.same_name_and_postcode, d.sounds_alike, d.found_at,
          a.reference, a.first_name, a.last_name, a.born_on, a.nhs_number, a.postcode, a.registered_on, a.owner_name, a.owner_organisation_name,
          b.reference as other_reference, b.first_name as other_first_name, b.last_name as other_last_name, b.born_on as other_born_on, b.nhs_number as other_nhs_number,
          b.postcode as other_postcode, b.registered_on as other_registered_on, b.owner_name as other_owner_name, b.owner_organisation_name as other_owner_organisation_name
        from referrals_duplicate as d
        join referrals_person as a on a.id = d.one_id and a.state = 'active'
        join referrals_person as b on b.id = d.other_id and b.state = 'active'
        where d.area = @Area
        and d.judged_at is null

        """;

    /// <summary>The pair that an address names, in either order.</summary>
    public static async Task<PossibleDuplicate?> FindAsync(Db db, string area, RouteData route, CancellationToken cancellationToken)
        => Shared.Reference.TryParse(route.Values["ref"] as string, out var one) && Shared.Reference.TryParse(route.Values["other"] as string, out var other)
            ? await db.FirstAsync<PossibleDuplicate>(Select + "and ((a.reference = @one and b.reference = @other) or (a.reference = @other and b.reference = @one))", new { Area = area, one, other }, cancellationToken)
            : null;

    public string Why => DuplicatePair.Why(SameNumber, SameNameAndBirth, SameNameAndPostcode, SoundsAlike);

    public string Name => $"{FirstName} {LastName}";

    public string OtherName => $"{OtherFirstName} {OtherLastName}";

    /// <summary>What the two entries say, side by side.</summary>
    public IReadOnlyList<(string Key, string One, string Other)> Beside =>
    [
        ("Name", Name, OtherName),
        ("Born", Day(BornOn), Day(OtherBornOn)),
        ("NHS number", NhsNumber is null ? "Not known" : Words.NhsNumber(NhsNumber), OtherNhsNumber is null ? "Not known" : Words.NhsNumber(OtherNhsNumber)),
        ("Postcode", Postcode ?? "Not known", OtherPostcode ?? "Not known"),
        ("On the register since", Day(RegisteredOn), Day(OtherRegisteredOn)),
        ("Owner", Owner(OwnerName, OwnerOrganisationName), Owner(OtherOwnerName, OtherOwnerOrganisationName)),
    ];

    private static string Day(DateOnly? date) => date is { } day ? Words.Date(day) : "Not known";

    private static string Owner(string? name, string? organisation) => name is null ? "Nobody" : $"{name}, {organisation}";
}
