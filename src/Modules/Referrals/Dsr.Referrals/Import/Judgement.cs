namespace Dsr.Referrals;

internal enum Fate { Accept, Warn, Reject }

/// <summary>
/// What becomes of one row and why. <c>Person</c> is there unless something in the row cannot be read: of a row that is rejected only because
/// the person is known already, too.
/// </summary>
internal sealed record Judgement(SheetRow Row, Fate Fate, IReadOnlyList<string> Why, SheetPerson? Person)
{
    /// <summary>Where the sheet says something else than the register does of the same person. The register keeps what it has.</summary>
    public IReadOnlyList<Column> Differs { get; init; } = [];
}

/// <summary>A row in the register's own words. What is null was not written, or not in a way that can be read.</summary>
internal sealed record SheetPerson
{
    public required string FirstName { get; init; }
    public required string Surname { get; init; }
    public string? PreferredName { get; init; }
    public required DateOnly Born { get; init; }
    public string? NhsNumber { get; init; }
    public string? Address { get; init; }
    public string? Postcode { get; init; }
    public string? LocalAuthority { get; init; }
    public string? GpPractice { get; init; }

    /// <summary>learning-disability, autism or both.</summary>
    public string? Diagnosis { get; init; }

    /// <summary>red, amber, green or blue.</summary>
    public string? Rating { get; init; }
    public DateOnly? RatedSince { get; init; }
    public string? RatingReason { get; init; }

    /// <summary>One of the area's kinds of authority.</summary>
    public required string AuthorityKind { get; init; }
    public required DateOnly AuthorityDecidedOn { get; init; }

    public string? LeadName { get; init; }
    public string? LeadOrganisation { get; init; }
    public string? LeadEmail { get; init; }
    public string? Issues { get; init; }
    public string? Tried { get; init; }
    public string? WouldHelp { get; init; }
    public string? Plan { get; init; }
    public DateOnly? LastUpdate { get; init; }
    public DateOnly? AddedOn { get; init; }
    public string? Notes { get; init; }
}

/// <summary>The reasons a row can have, as shared/data names them for programs, and in words for whoever mends the sheet.</summary>
internal static class Why
{
    public const string NameMissing = "name-missing";
    public const string NhsNumberCheckDigit = "nhs-number-check-digit";
    public const string DuplicateNhsNumber = "duplicate-nhs-number";
    public const string AlreadyOnRegister = "already-on-register";
    public const string BornInvalid = "date-of-birth-invalid";
    public const string BornInFuture = "date-of-birth-in-future";
    public const string NoAuthority = "no-authority";
    public const string AuthorityNotLawful = "authority-not-lawful-for-age";
    public const string RatingUnknown = "rating-unknown";

    public const string NhsNumberMissing = "nhs-number-missing";
    public const string NotRated = "not-rated";
    public const string LocalAuthorityUnknown = "local-authority-unknown";
    public const string AuthorityLapsed = "authority-lapsed";
    public const string ReconsentAt16 = "re-consent-at-16";
    public const string OrganisationNotInAgreement = "organisation-not-in-agreement";
    public const string LeadEmailInvalid = "lead-email-invalid";
    public const string UpdateInFuture = "update-in-future";

    private static readonly Dictionary<string, string> Rejecting = new(StringComparer.Ordinal)
    {
        [NameMissing] = "Enter a first name or a surname",
        [NhsNumberCheckDigit] = "Enter a real NHS number. Check each digit",
        [DuplicateNhsNumber] = "This NHS number is in an earlier row, or already on the register",
        [AlreadyOnRegister] = "A person with this name, date of birth and postcode is already on the register",
        [BornInvalid] = "Date of birth must be a real date",
        [BornInFuture] = "Date of birth must be in the past",
        [NoAuthority] = "Enter who decided, and the date: consent or a best interests decision",
        [AuthorityNotLawful] = "This person could not be put on the register in this way at their age on the date of the decision",
        [RatingUnknown] = "Rating must be red, amber, green or blue",
    };

    public static bool Rejects(string why) => Rejecting.ContainsKey(why);

    /// <summary>Nothing is wrong with the row itself: somebody like this was there first.</summary>
    public static bool IsOfSomebodyKnown(string why) => why is DuplicateNhsNumber or AlreadyOnRegister;

    /// <summary>"date-of-birth-invalid: Date of birth must be a real date"; a warning on a rejected row stays its code.</summary>
    public static string Words(string why) => Rejecting.TryGetValue(why, out var words) ? $"{why}: {words}" : why;
}
