namespace Dsr.Referrals;

/// <summary>The outcome of a referral as a letter in plain words, to the person or to a parent or carer (domain 4.1: told even if not eligible).</summary>
internal sealed record ReferralLetter(string Address, bool ToCarer, string RegisterName, DateOnly On, string Dear, string Reference, IReadOnlyList<string> Paragraphs)
{
    /// <summary>The letter of a referral that is decided; null while it is not.</summary>
    public static async Task<ReferralLetter?> MakeAsync(Db db, Areas areas, Referral referral, string address, bool toCarer, DateOnly today, CancellationToken cancellationToken)
    {
        if (referral.State is not ("accepted" or "declined" or "joined")) return null;
        var person = (await db.FirstAsync<Row>(
            """
            select first_name, preferred_name, owner_name, owner_organisation_name
            from referrals_person
            where id = @PersonId
            """, new { referral.PersonId }, cancellationToken))!;
        var area = areas[referral.Area];
        var called = string.IsNullOrEmpty(person.PreferredName) ? person.FirstName : person.PreferredName;
        var contact = area.Section<PublicArea>("public").Contacts.Enquiries;
        List<string> paragraphs = toCarer ? [$"This letter is about {called}."] : [];
        if (referral.State == "declined") paragraphs.AddRange((referral.Message ?? "").Split("\n\n", StringSplitOptions.RemoveEmptyEntries));
        else
        {
            paragraphs.Add(referral.State == "accepted"
                ? "You were referred to the Dynamic Support Register. You are now on it."
                : "You were referred to the Dynamic Support Register. You were on it already.");
            paragraphs.Add("The people who support you will meet and plan your support together, so that you can stay well and out of hospital.");
            if (person.OwnerName is { } owner) paragraphs.Add($"{owner}, {person.OwnerOrganisationName}, keeps what we know up to date. You can tell them when something changes.");
            paragraphs.Add("You can change your mind at any time. Saying no will not change the care you get now.");
        }
        var ways = string.Join(", ", new[] { contact.Email, contact.Phone }.Where(way => !string.IsNullOrEmpty(way)));
        paragraphs.Add($"If you have a question, you can ask us: {contact.Name}, {ways}. The DSR team is not a crisis service. If someone's life is at risk, call 999.");
        return new(address, toCarer, area.RegisterName, today, toCarer ? "parent or carer" : called, referral.Reference, paragraphs);
    }

    private sealed record Row(string FirstName, string? PreferredName, string? OwnerName, string? OwnerOrganisationName);
}
