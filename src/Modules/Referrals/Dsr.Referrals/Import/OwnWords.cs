namespace Dsr.Referrals;

/// <summary>
/// How one area, or one team, writes its sheet where that is not the usual way: section <c>referrals.sheet</c> of a profile, and a whole file
/// of <c>--map</c>. The left side is the register's word, the right side what stands in the sheet.
/// </summary>
/// <param name="Sheet">The sheet of a workbook that holds the register.</param>
/// <param name="Headings">"NHS No": ["Patient ID"]; any known heading of the column may stand on the left.</param>
/// <param name="LeaveOut">Headings to pass over without a word.</param>
/// <param name="Ratings">red, amber, green, blue, not-rated.</param>
/// <param name="Diagnoses">learning-disability, autism, both.</param>
/// <param name="Authorities">own, gillick, parental, care-order, lpa, deputy, best-interests; "own" is the person themself at any age.</param>
internal sealed record OwnWords(
    string? Sheet = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Headings = null,
    IReadOnlyList<string>? LeaveOut = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Ratings = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Diagnoses = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Authorities = null) : IAreaSection
{
    public IEnumerable<AreaFault> Faults()
    {
        foreach (var name in (Headings?.Keys ?? []).Where(name => SheetWords.Usual.Heading(name) is null))
            yield return new($"headings.{name}", $"is no column of the register. Columns are {SheetWords.ColumnNames}");

        foreach (var (member, words, known) in new[] { ("ratings", Ratings, SheetWords.RatingKeys), ("diagnoses", Diagnoses, SheetWords.DiagnosisKeys), ("authorities", Authorities, SheetWords.AuthorityKeys) })
        {
            foreach (var key in (words?.Keys ?? []).Except(known, StringComparer.Ordinal)) yield return new($"{member}.{key}", $"is not known here. Known are {string.Join(", ", known)}");
        }

        // one spelling with two meanings would be read as whichever came last
        foreach (var (member, words) in new[] { ("headings", Headings), ("ratings", Ratings), ("diagnoses", Diagnoses), ("authorities", Authorities) })
        {
            foreach (var twice in (words?.Values ?? []).SelectMany(spellings => spellings.DistinctBy(Cell.Letters)).GroupBy(Cell.Letters).Where(group => group.Count() > 1))
                yield return new(member, $"has \"{twice.First()}\" twice. Leave it where it is meant");
        }
    }
}
