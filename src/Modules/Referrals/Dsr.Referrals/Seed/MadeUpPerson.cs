namespace Dsr.Referrals;

/// <summary>Somebody who does not exist, as an entry of a register.</summary>
internal sealed record MadeUpPerson(
    string FirstName, string LastName, string? PreferredName, DateOnly BornOn, string NhsNumber, string Address, string Postcode, string LocalAuthority, string GpPractice,
    string Diagnosis, string? Communication, string Issues, string Tried, string WouldHelp, string Plan,
    string AuthorityKind, DateOnly AuthorityDecidedOn, string? Rating, DateOnly RatedSince, DateOnly RegisteredOn, DateOnly LastUpdateOn);

/// <summary>How an entry of a demonstration should stand.</summary>
internal sealed record MadeUpStanding(string? Rating, int AuthorityDaysLeft, bool BestInterests, int UpdateDaysLate);
