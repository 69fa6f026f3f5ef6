namespace Dsr.Referrals;

/// <summary>The entry of the open person, read once for all the parts of a page that show it.</summary>
internal sealed class Entry(Db db, CurrentPerson person)
{
    private Row? _row;

    public async Task<Row?> ReadAsync(CancellationToken cancellationToken)
        => _row ??= await db.FirstAsync<Row>(
            """
            select first_name, last_name, preferred_name, born_on, nhs_number, address, postcode, local_authority, gp_practice, diagnosis, communication, adjustments, state, registered_on,
              owner_id, owner_name, owner_organisation_id, owner_organisation_name, issues, tried, would_help, plan, last_update_on, update_due_on,
              rating, rating_since_on, authority_kind, authority_ends_on, withdrawn_at, keyworking, version
            from referrals_person
            where id = @Id
            """, new { person.Id }, cancellationToken);

    internal sealed record Row(
        string FirstName, string LastName, string? PreferredName, DateOnly? BornOn, string? NhsNumber, string? Address, string? Postcode, string? LocalAuthority,
        string? GpPractice, string Diagnosis, string? Communication, string? Adjustments, string State, DateOnly? RegisteredOn,
        Guid? OwnerId, string? OwnerName, Guid? OwnerOrganisationId, string? OwnerOrganisationName, string? Issues, string? Tried, string? WouldHelp, string? Plan,
        DateOnly? LastUpdateOn, DateOnly? UpdateDueOn, string? Rating, DateOnly? RatingSinceOn,
        string? AuthorityKind, DateOnly? AuthorityEndsOn, DateTimeOffset? WithdrawnAt, string? Keyworking, int Version)
    {
        /// <summary>What people call them: the name they like, or the first name.</summary>
        public string CalledBy => string.IsNullOrEmpty(PreferredName) ? FirstName : PreferredName;

        /// <summary>The three that matter most: one stands on each line.</summary>
        public IReadOnlyList<string> TopAdjustments => [.. (Adjustments ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(3)];

        public string DiagnosisWords => Diagnosis switch
        {
            "learning-disability" => "Learning disability",
            "autism" => "Autism",
            "both" => "Learning disability and autism",
            _ => "Not known",
        };
    }
}
