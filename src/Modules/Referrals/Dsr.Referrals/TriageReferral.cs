namespace Dsr.Referrals;

/// <summary>A referral as the DSR team of its area may open it, once sent.</summary>
internal static class TriageReferral
{
    public static Task<Referral?> FindAsync(Db db, Viewer viewer, string reference, CancellationToken cancellationToken)
        => db.FirstAsync<Referral>(
            Referral.Select +
            """
            where r.reference = @reference
            and r.area = @Area
            and r.submitted_at is not null
            """, new { reference, viewer.Area }, cancellationToken);

    /// <summary>People of the area who may be the same person, and why (8.3 step 1).</summary>
    public static Task<IReadOnlyList<PossibleMatch>> MatchesAsync(Db db, Referral referral, CancellationToken cancellationToken)
        => db.QueryAsync<PossibleMatch>(MatchesSql, MatchesOf(referral), cancellationToken);

    public static Task<IReadOnlyList<PossibleMatch>> MatchesAsync(Work work, Referral referral) => work.QueryAsync<PossibleMatch>(MatchesSql, MatchesOf(referral));

    private const string MatchesSql =
        """
        select p.id, p.reference, p.first_name, p.last_name, p.born_on, p.state, p.owner_name, p.owner_organisation_name,
          case when p.nhs_number = @NhsNumber then 1 else 0 end as same_number,
          case when p.last_name_key = @lastNameKey and p.name_key = @nameKey and p.born_on = @BornOn then 1 else 0 end as same_name_and_birth,
          case when p.postcode = c.postcode then 1 else 0 end as same_postcode,
          m.same, m.why
        from referrals_person as c
        join referrals_person as p on p.area = c.area and p.id <> c.id and p.state in ('active', 'removed')
        left join referrals_match as m on m.referral_id = @Id and m.person_id = p.id
        where c.id = @PersonId
        and (p.nhs_number = @NhsNumber
          or (p.last_name_key = @lastNameKey and p.name_key = @nameKey and p.born_on = @BornOn)
          or (p.postcode = c.postcode and (p.last_name_key = @lastNameKey or p.born_on = @BornOn)))
        order by p.id
        limit 20
        """;

    private static object MatchesOf(Referral referral) => new
    {
        referral.Id, referral.PersonId, NhsNumber = referral.NhsNumber ?? "", lastNameKey = NameKey.Of(referral.LastName), nameKey = NameKey.Of(referral.FirstName + referral.LastName), referral.BornOn,
    };
}

/// <summary>A person who may be the one referred. <paramref name="Same"/> is the team's answer; null while there is none.</summary>
internal sealed record PossibleMatch(
    Guid Id, string Reference, string FirstName, string LastName, DateOnly? BornOn, string State, string? OwnerName, string? OwnerOrganisationName,
    bool SameNumber, bool SameNameAndBirth, bool SamePostcode, bool? Same, string? Why)
{
    public string Name => $"{FirstName} {LastName}";

    public string Reasons => string.Join(", ", new[] { SameNumber ? "same NHS number" : null, SameNameAndBirth ? "same name and date of birth" : null, SamePostcode ? "same postcode" + (SameNumber || SameNameAndBirth ? "" : " and last name or date of birth") : null }.Where(reason => reason is not null));
}
