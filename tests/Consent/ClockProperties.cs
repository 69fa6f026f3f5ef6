using Dsr.Consent;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Consent;

/// <summary>The table of ages and every clock of Consent, on 100,000 dates each, against an oracle that counts with whole numbers of its own and knows no calendar class.</summary>
public sealed class ClockProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(100_000);

    private static readonly ConsentArea Rules = AreaTests.Shipped["staffordshire"].Section<ConsentArea>("consent");

    // dates around birthdays and leap days come as often as all others together
    private static readonly Gen<(DateOnly Born, DateOnly On)> Days = Gen.OneOf(
        from born in Properties.Dates(1930, 2030) from days in Gen.Choose(0, 40 * 365) select (born, born.AddDays(days)),
        from born in Gen.OneOf(Properties.Dates(1990, 2030), Gen.Elements(new DateOnly(2008, 2, 29), new DateOnly(2012, 2, 29), new DateOnly(2012, 2, 28), new DateOnly(2012, 3, 1)))
        from years in Gen.Elements(1, 15, 16, 17, 18, 19)
        from days in Gen.Choose(-2, 2)
        select (born, born.AddYears(years).AddDays(days)));

    [Fact] // domain 5.2
    public void The_server_takes_exactly_the_routes_of_the_table_at_the_age_on_the_day_of_the_decision() =>
        Check.One(Many, Prop.ForAll((from day in Days from kind in Gen.Elements(ConsentArea.Known.ToArray()) select (day.Born, day.On, kind)).ToArbitrary(), each =>
        {
            var facts = new DecisionFacts(Guid.Empty, "staffordshire", "Jo", each.Born, each.kind, new AuthorityState(null, null, null, each.On), null, 0, each.On, Rules);
            var why = DecisionRules.WhyUnlawful(facts.Kind!, facts.AgeNow, facts);
            var refused = DecisionRules.Faults(new DecisionForm { DecidedOn = each.On }, facts).Contains((nameof(DecisionForm.DecidedOn), why));
            var offered = facts.Routes.Any(kind => kind.Key == each.kind);
            var lawful = Lawful(each.kind, AgeOf(each.Born, each.On));
            return refused != lawful && (!lawful || offered) && facts.AgeNow == AgeOf(each.Born, each.On) && facts.MayLackCapacity == AgeOf(each.Born, each.On) >= 16;
        }));

    [Fact] // domain 5.1, 5.2, 5.4: 12 months, 29 February is 28 February, a parent's word ends before the 16th birthday
    public void An_authority_lasts_until_the_day_before_12_months_or_the_16th_birthday_are_over() =>
        Check.One(Many, Prop.ForAll((from day in Days from kind in Gen.Elements(ConsentArea.Known.ToArray()) select (day.Born, day.On, kind)).ToArbitrary(), each =>
        {
            var (year, month, day) = (each.On.Year + 1, each.On.Month, each.On.Day == 29 && each.On.Month == 2 ? 28 : each.On.Day);
            var last = Number(year, month, day) - 1;
            if (each.kind is "parental" or "care-order") last = Math.Min(last, BirthdayOf(each.Born, 16) - 1);
            return Number(AuthorityPeriod.EndsOn(each.kind, each.On, each.Born, Rules)) == last;
        }));

    [Fact] // domain 5.4: computed when it is read
    public void It_is_in_force_up_to_and_with_its_last_day_and_says_how_many_days_are_left() =>
        Check.One(Many, Prop.ForAll((from ends in Properties.Dates(2000, 2080) from left in Gen.Choose(-400, 400) select (ends, left)).ToArbitrary(), each =>
        {
            var today = each.ends.AddDays(-each.left);
            var state = new AuthorityState("own-consent", each.ends, null, today);
            var withdrawn = state with { WithdrawnAt = DateTimeOffset.UnixEpoch };
            return state.InForce == Number(each.ends) >= Number(today) && state.HasEnded == Number(each.ends) < Number(today) && state.EndsSoon == each.left is >= 0 and <= 60
                && state.DaysLeft == each.left && !withdrawn.InForce && !withdrawn.HasEnded;
        }));

    [Fact] // domain 5.4: 60, 30, 14, 7 days before and on the day; 28 days of grace
    public void The_reminder_due_is_the_latest_stage_reached_until_the_days_of_grace_are_over() =>
        Check.One(Many, Prop.ForAll((from ends in Properties.Dates(2000, 2080) from left in Gen.Choose(-60, 90) select (ends, left)).ToArbitrary(), each =>
        {
            int? stage = each.left > 60 || each.left < -28 ? null : each.left > 30 ? 60 : each.left > 14 ? 30 : each.left > 7 ? 14 : each.left > 0 ? 7 : 0;
            var due = AuthorityPeriod.StageDue(each.ends, each.ends.AddDays(-each.left), Rules);
            return due?.DaysBefore == stage && (due is null || due.To.Contains(ConsentArea.Recipient.Owner)) && (due?.DaysBefore == 0) == (due?.To.Contains(ConsentArea.Recipient.Team) ?? false);
        }));

    [Fact] // domain 5.2: reviews 90 days before the 16th and the 18th birthday
    public void A_birthday_review_is_due_from_90_days_before_to_the_day_itself() =>
        Check.One(Many, Prop.ForAll((from born in Properties.Dates(1990, 2030) from age in Gen.Elements(16, 18) from before in Gen.Choose(-3, 95) select (born, age, before)).ToArbitrary(), each =>
        {
            var birthday = BirthdayOf(each.born, each.age);
            var today = DateOnly.FromDayNumber(birthday - each.before);
            var due = BirthdayRules.Due(each.born, today, Rules).Where(one => one.Age == each.age).ToList();
            var (from, to) = BirthdayRules.Born(each.age, today, Rules);
            return (due.Count == 1) == each.before is >= 0 and <= 90 && due.TrueForAll(one => Number(one.On) == birthday && from <= each.born && each.born <= to);
        }));

    [Fact] // security.md T11
    public void A_link_works_until_midnight_in_London_after_its_last_day() =>
        Check.One(Many, Prop.ForAll((from made in Properties.Dates(2000, 2080) from days in Gen.Choose(1, 90) select (made, days)).ToArbitrary(), each =>
        {
            var ends = LinkRules.ExpiresAt(each.made, each.days);
            return ends.AddSeconds(-1).LondonDate() == each.made.AddDays(each.days) && ends.LondonDate() == each.made.AddDays(each.days + 1);
        }));

    [Fact] // domain 1.2; Mental Health Act 1983 s.125A
    public void A_review_is_a_CETR_under_18_or_with_a_plan_and_a_link_asks_a_parent_only_under_16() =>
        Check.One(Many, Prop.ForAll((from age in Gen.Choose(0, 100) from plan in Gen.Elements(true, false) select (age, plan)).ToArbitrary(), each =>
            CetrRow.NameFor(each.age, each.plan) == (each.plan || each.age < 18 ? "CETR" : "CTR")
            && LinkRules.Respondent(each.age, Rules) == (each.age < 16 ? "parent" : "person")
            && Lawful(LinkRules.Kind(LinkRules.Respondent(each.age, Rules)), each.age)));

    private static bool Lawful(string kind, int age) => kind switch
    {
        "gillick" or "parental" or "care-order" => age < 16,
        "own-consent" or "best-interests" => age >= 16,
        _ => age >= 18,
    };

    private static int AgeOf(DateOnly born, DateOnly on)
    {
        var age = 0;
        while (BirthdayOf(born, age + 1) <= Number(on)) age++;
        return age;
    }

    // somebody born on 29 February has a birthday on 1 March of a common year
    private static int BirthdayOf(DateOnly born, int age)
        => born is { Month: 2, Day: 29 } && !Leap(born.Year + age) ? Number(born.Year + age, 3, 1) : Number(born.Year + age, born.Month, born.Day);

    private static int Number(DateOnly date) => Number(date.Year, date.Month, date.Day);

    // days since 1 January of the year 1, by counting
    private static int Number(int year, int month, int day)
    {
        int[] before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
        var past = year - 1;
        return (past * 365) + (past / 4) - (past / 100) + (past / 400) + before[month - 1] + (month > 2 && Leap(year) ? 1 : 0) + day - 1;
    }

    private static bool Leap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
