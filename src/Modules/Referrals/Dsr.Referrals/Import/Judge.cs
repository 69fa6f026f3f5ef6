using System.Net.Mail;

namespace Dsr.Referrals;

/// <summary>
/// Judges the rows of one sheet, from the top: each comes in, comes in with a warning, or is rejected, and every reason is named at once.
/// What each reason means is in shared/data; the lawful authorities for an age are the area's (domain 5.2).
/// </summary>
internal sealed class Judge(SheetRules rules, SheetWords words, KnownPeople known, DateOnly today)
{
    private readonly HashSet<string> numbersAbove = new(StringComparer.Ordinal);

    public Judgement Of(SheetRow row)
    {
        var why = new List<string>();
        var asWritten = new List<string>();

        var (firstName, surname) = (row[Column.FirstName], row[Column.Surname]);
        if (firstName.Length == 0 && surname.Length == 0) why.Add(Why.NameMissing);

        var born = SheetDate.Birth(row[Column.Born], today);
        if (born is null) why.Add(Why.BornInvalid);
        else if (born > today) why.Add(Why.BornInFuture);

        var postcode = PostcodeOf(row, asWritten);
        var nhsNumber = NhsNumberOf(row, why);
        if (nhsNumber is null && born is { } birthday && known.Keys.Contains(KnownPeople.Key(firstName, surname, birthday, postcode)))
            why.Add(Why.AlreadyOnRegister);

        var authority = AuthorityOf(row, born, why);
        var rating = RatingOf(row, why);
        var localAuthority = LocalAuthorityOf(row, why, asWritten);
        var organisation = OrganisationOf(row, why, asWritten);
        var email = EmailOf(row, why, asWritten);
        var lastUpdate = LastUpdateOf(row, why, asWritten);

        var rejected = why.Exists(Why.Rejects);
        if (why.Exists(code => Why.Rejects(code) && !Why.IsOfSomebodyKnown(code))) return new Judgement(row, Fate.Reject, why, null);

        if (nhsNumber is not null && !rejected) numbersAbove.Add(nhsNumber);
        var diagnosis = words.Diagnosis(row[Column.Diagnosis]);
        if (diagnosis is null && Cell.Known(row[Column.Diagnosis]) is not null) AsWritten(row, Column.Diagnosis, asWritten);

        return new Judgement(row, rejected ? Fate.Reject : why.Count > 0 ? Fate.Warn : Fate.Accept, why, new SheetPerson
        {
            FirstName = firstName,
            Surname = surname,
            PreferredName = Written(row, Column.PreferredName),
            Born = born!.Value,
            NhsNumber = nhsNumber,
            Address = Written(row, Column.Address),
            Postcode = postcode,
            LocalAuthority = localAuthority,
            GpPractice = Cell.Known(row[Column.GpPractice]),
            Diagnosis = diagnosis,
            Rating = rating,
            RatedSince = rating is null ? null : PastDate(row, Column.RatedSince, asWritten),
            RatingReason = Written(row, Column.RatingReason),
            AuthorityKind = authority!.Value.Kind,
            AuthorityDecidedOn = authority.Value.DecidedOn,
            LeadName = Cell.Known(row[Column.LeadName]),
            LeadOrganisation = organisation,
            LeadEmail = email,
            Issues = Written(row, Column.Issues),
            Tried = Written(row, Column.Tried),
            WouldHelp = Written(row, Column.WouldHelp),
            Plan = Written(row, Column.Plan),
            LastUpdate = lastUpdate,
            AddedOn = PastDate(row, Column.AddedOn, asWritten),
            Notes = Notes(row, asWritten),
        });
    }

    /// <summary>Whoever wrote digits meant a number: it must be right. Words (not known, N/K) and an empty cell mean that there is none yet.</summary>
    private string? NhsNumberOf(SheetRow row, List<string> why)
    {
        var written = row[Column.NhsNumber];
        if (!written.Any(char.IsDigit))
        {
            why.Add(Why.NhsNumberMissing);
            return null;
        }

        if (!NhsNumber.TryParse(written, out var number))
        {
            why.Add(Why.NhsNumberCheckDigit);
            return written;
        }

        if (numbersAbove.Contains(number) || known.NhsNumbers.Contains(number)) why.Add(Why.DuplicateNhsNumber);
        return number;
    }

    private (string Kind, DateOnly DecidedOn)? AuthorityOf(SheetRow row, DateOnly? born, List<string> why)
    {
        // A date without who decided, who decided without a date, or a day still to come: nobody has agreed to anything yet.
        var kinds = words.Authority(row[Column.AuthorityBasis]);
        if (kinds.Count == 0 || SheetDate.Event(row[Column.AuthorityDecidedOn], today) is not { } decidedOn || decidedOn > today)
        {
            why.Add(Why.NoAuthority);
            return null;
        }

        if (born is not { } birthday || birthday > today) return null;

        if (rules.LawfulAt(Anniversary.Age(birthday, decidedOn)).FirstOrDefault(kinds.Contains) is not { } kind)
        {
            why.Add(Why.AuthorityNotLawful);
            return null;
        }

        // The last day in force is the one before the 12 months are over, as Consent counts it.
        if (Anniversary.Add(decidedOn, rules.RenewAfterMonths) <= today) why.Add(Why.AuthorityLapsed);
        if ((kind is "parental" or "care-order") && Anniversary.Age(birthday, today) >= rules.ParentalEndsAtAge) why.Add(Why.ReconsentAt16);
        return (kind, decidedOn);
    }

    private string? RatingOf(SheetRow row, List<string> why)
    {
        var rating = words.Rating(row[Column.Rating]);
        if (rating is null) why.Add(Why.RatingUnknown);
        else if (rating.Length == 0) why.Add(Why.NotRated);
        return string.IsNullOrEmpty(rating) ? null : rating;
    }

    private string? LocalAuthorityOf(SheetRow row, List<string> why, List<string> asWritten)
    {
        if (rules.LocalAuthority(row[Column.LocalAuthority]) is { } place) return place;
        why.Add(Why.LocalAuthorityUnknown);
        AsWritten(row, Column.LocalAuthority, asWritten);
        return null;
    }

    private string? OrganisationOf(SheetRow row, List<string> why, List<string> asWritten)
    {
        if (rules.Organisation(row[Column.LeadOrganisation]) is { } organisation) return organisation;
        why.Add(Why.OrganisationNotInAgreement);
        AsWritten(row, Column.LeadOrganisation, asWritten);
        return null;
    }

    private static string? EmailOf(SheetRow row, List<string> why, List<string> asWritten)
    {
        var written = row[Column.LeadEmail];
        if (MailAddress.TryCreate(written, out var address) && address.Address == written && address.Host.Contains('.', StringComparison.Ordinal))
            return written;
        why.Add(Why.LeadEmailInvalid);
        AsWritten(row, Column.LeadEmail, asWritten);
        return null;
    }

    private DateOnly? LastUpdateOf(SheetRow row, List<string> why, List<string> asWritten)
    {
        var updated = SheetDate.Event(row[Column.LastUpdate], today);
        if (updated <= today) return updated;
        if (updated > today) why.Add(Why.UpdateInFuture);
        AsWritten(row, Column.LastUpdate, asWritten);
        return null;
    }

    private DateOnly? PastDate(SheetRow row, Column column, List<string> asWritten)
    {
        if (SheetDate.Event(row[column], today) is { } date && date <= today) return date;
        AsWritten(row, column, asWritten);
        return null;
    }

    private static string? PostcodeOf(SheetRow row, List<string> asWritten)
    {
        if (PostCode.TryParse(row[Column.Postcode], out var postcode)) return postcode;
        AsWritten(row, Column.Postcode, asWritten);
        return null;
    }

    private static string? Written(SheetRow row, Column column) => row[column] is { Length: > 0 } text ? text : null;

    /// <summary>What could not be taken over as what it is stays readable among the notes.</summary>
    private static void AsWritten(SheetRow row, Column column, List<string> asWritten)
    {
        if (row[column].Length > 0) asWritten.Add($"{Columns.Words(column)} in the sheet: {row[column]}");
    }

    private static string? Notes(SheetRow row, List<string> asWritten) =>
        string.Join('\n', asWritten.Prepend(row[Column.Notes]).Where(line => line.Length > 0)) is { Length: > 0 } notes ? notes : null;
}
