namespace Dsr.Referrals;

/// <summary>What the import understands of a sheet. The order is that of the usual sheet.</summary>
internal enum Column
{
    Reference, Surname, FirstName, PreferredName, Born, NhsNumber, Address, Postcode, LocalAuthority, GpPractice, Diagnosis,
    Rating, RatedSince, RatingReason, AuthorityBasis, AuthorityDecidedOn, LeadName, LeadOrganisation, LeadEmail,
    Issues, Tried, WouldHelp, Plan, LastUpdate, AddedOn, Notes,
}

internal static class Columns
{
    /// <summary>How teams head their columns. Only letters and digits count: "NHS No." is "nhsno".</summary>
    private static readonly Dictionary<Column, string[]> Headings = new()
    {
        [Column.Reference] = ["Ref", "Reference", "ID", "No", "Record number"],
        [Column.Surname] = ["Surname", "Last name", "Family name"],
        [Column.FirstName] = ["First name", "Forename", "Forenames", "First names", "Given name", "Given names"],
        [Column.PreferredName] = ["Likes to be called", "Preferred name", "Known as", "Prefers to be called"],
        [Column.Born] = ["DOB", "Date of birth", "Birth date", "Born"],
        [Column.NhsNumber] = ["NHS No", "NHS number", "NHS", "NHS num"],
        [Column.Address] = ["Address", "Home address", "Where they live"],
        [Column.Postcode] = ["Postcode"],
        [Column.LocalAuthority] = ["Ordinarily resident LA", "Local authority", "LA", "Council", "Ordinarily resident local authority", "Responsible local authority"],
        [Column.GpPractice] = ["GP practice", "GP", "GP surgery", "Surgery"],
        [Column.Diagnosis] = ["LD / autism", "Diagnosis", "LD or autism", "LD and/or autism", "LDA"],
        [Column.Rating] = ["RAG", "BRAG", "Rating", "RAG rating", "BRAG rating", "Current rating", "Risk rating", "RAG status"],
        [Column.RatedSince] = ["RAG since", "Rating since", "Rated since", "BRAG since", "Date of rating", "Rating date", "RAG date"],
        [Column.RatingReason] = ["Reason for rating", "Rating reason", "Reason", "RAG reason"],
        [Column.AuthorityBasis] = ["Consent basis", "Consent", "Authority", "Basis of consent", "Consent type", "Consent from", "Consent / BI"],
        [Column.AuthorityDecidedOn] = ["Consent date", "Date of consent", "Authority date", "Decided on", "Consent given on", "Date consent given"],
        [Column.LeadName] = ["Lead professional", "Owner", "Lead", "Lead name", "Referrer", "Key professional"],
        [Column.LeadOrganisation] = ["Lead organisation", "Organisation", "Owner organisation", "Lead professional organisation", "Agency"],
        [Column.LeadEmail] = ["Lead email", "Lead professional email", "Owner email", "Email"],
        [Column.Issues] = ["Current issues", "Issues", "What worries you", "Presenting issues"],
        [Column.Tried] = ["What has been tried", "Tried", "Tried so far"],
        [Column.WouldHelp] = ["What would help", "What could help", "Would help"],
        [Column.Plan] = ["Action plan", "Actions", "Plan"],
        [Column.LastUpdate] = ["Last update", "Last updated", "Date of last update", "Updated"],
        [Column.AddedOn] = ["Date added", "Added", "Added on", "Date added to register", "On register since"],
        [Column.Notes] = ["Notes", "Comments", "Other information"],
    };

    /// <summary>A row of a sheet without these can only be rejected, so the sheet is not read at all.</summary>
    public static readonly Column[] Needed = [Column.Surname, Column.FirstName, Column.Born, Column.AuthorityBasis, Column.AuthorityDecidedOn];

    /// <summary>Every heading that is known, and the column it means.</summary>
    public static IEnumerable<(string Heading, Column Column)> Known => Headings.SelectMany(known => known.Value.Select(heading => (heading, known.Key)));

    /// <summary>The register's own name of a column: the first of its headings.</summary>
    public static string Words(Column column) => Headings[column][0];
}
