namespace Dsr.Consent;

/// <summary>Reviews before a birthday on which who decides changes (domain 5.2): the 16th, from which a parent's consent does not count, and the 18th, on which parental responsibility ends.</summary>
internal static class BirthdayRules
{
    /// <summary>The ages whose birthday is today or at most the lead days away, with the day.</summary>
    public static IEnumerable<(int Age, DateOnly On)> Due(DateOnly bornOn, DateOnly today, ConsentArea rules)
        => rules.ReviewBeforeBirthdays
            .Select(age => (Age: age, On: AuthorityPeriod.Birthday(bornOn, age)))
            .Where(each => each.On >= today && each.On.AddDays(-rules.BirthdayLeadDays) <= today);

    /// <summary>Birth dates between which everybody whose review is due was born; a day wider than needed, because of 29 February.</summary>
    public static (DateOnly From, DateOnly To) Born(int age, DateOnly today, ConsentArea rules)
        => (today.AddYears(-age).AddDays(-1), today.AddDays(rules.BirthdayLeadDays).AddYears(-age).AddDays(1));

    public static string What(int age, string? kind) => age switch
    {
        16 when kind is "parental" or "care-order" => "turns 16: ask them themselves, a parent's consent stops counting",
        16 => "turns 16: review the decision with them",
        18 => "turns 18: parental responsibility ends, and a CETR becomes a CTR unless there is an EHCP",
        _ => $"turns {age}: review the decision",
    };
}
