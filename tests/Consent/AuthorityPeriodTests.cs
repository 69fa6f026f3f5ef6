using Dsr.Consent;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Consent;

public sealed class AuthorityPeriodTests
{
    private static readonly ConsentArea Rules = AreaTests.Shipped["staffordshire"].Section<ConsentArea>("consent");

    [Fact] // domain 5.1: renewed every year; 5.4: 29 February becomes 28 February
    public void Consent_given_on_29_February_is_last_in_force_on_27_February_of_the_next_year() =>
        AuthorityPeriod.EndsOn("own-consent", new(2024, 2, 29), new(1990, 1, 1), Rules).ShouldBe(new DateOnly(2025, 2, 27));

    [Fact]
    public void Consent_given_on_21_November_is_in_force_up_to_and_with_20_November() =>
        AuthorityPeriod.EndsOn("own-consent", new(2026, 11, 21), new(1990, 1, 1), Rules).ShouldBe(new DateOnly(2027, 11, 20));

    [Fact] // domain 5.2: parental consent stops being enough at 16
    public void A_parents_agreement_ends_the_day_before_the_16th_birthday() =>
        AuthorityPeriod.EndsOn("parental", new(2026, 11, 21), new(2011, 3, 14), Rules).ShouldBe(new DateOnly(2027, 3, 13));

    [Fact]
    public void A_competent_childs_own_consent_lasts_beyond_the_16th_birthday() =>
        AuthorityPeriod.EndsOn("gillick", new(2026, 11, 21), new(2011, 3, 14), Rules).ShouldBe(new DateOnly(2027, 11, 20));

    [Theory]
    [InlineData("parental")]
    [InlineData("own-consent")]
    [InlineData("best-interests")]
    [InlineData("care-order")]
    public void The_end_agrees_with_counting_day_by_day(string kind)
    {
        var made = from decided in Properties.Dates(2000, 2080) from days in Gen.Choose(0, 30 * 365) select (decided, born: decided.AddDays(-days));
        Check.One(Properties.TenThousand.WithMaxTest(500), Prop.ForAll(made.ToArbitrary(), each => AuthorityPeriod.EndsOn(kind, each.decided, each.born, Rules) == Oracle(kind, each.decided, each.born)));
    }

    [Fact]
    public void A_catch_up_sends_only_the_latest_stage_and_nothing_before_the_first_or_after_the_days_of_grace()
    {
        var ends = new DateOnly(2026, 12, 31);
        AuthorityPeriod.StageDue(ends, ends.AddDays(-61), Rules).ShouldBeNull();
        AuthorityPeriod.StageDue(ends, ends.AddDays(-60), Rules)!.DaysBefore.ShouldBe(60);
        AuthorityPeriod.StageDue(ends, ends.AddDays(-10), Rules)!.DaysBefore.ShouldBe(14);
        AuthorityPeriod.StageDue(ends, ends, Rules)!.DaysBefore.ShouldBe(0);
        AuthorityPeriod.StageDue(ends, ends.AddDays(28), Rules)!.DaysBefore.ShouldBe(0);
        AuthorityPeriod.StageDue(ends, ends.AddDays(29), Rules).ShouldBeNull();
    }

    [Fact]
    public void The_stage_of_a_day_agrees_with_walking_through_the_days() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Gen.Choose(-40, 120).ToArbitrary(), left =>
        {
            var ends = new DateOnly(2027, 3, 1);
            int? reached = null;
            for (var day = ends.AddDays(-200); day <= ends.AddDays(-left); day = day.AddDays(1))
                foreach (var stage in new[] { 60, 30, 14, 7, 0 })
                    if (ends.DayNumber - day.DayNumber == stage)
                        reached = stage;
            return AuthorityPeriod.StageDue(ends, ends.AddDays(-left), Rules)?.DaysBefore == (left < -28 ? null : reached);
        }));

    [Theory]
    [InlineData(61, "Consent given", "green")]
    [InlineData(60, "Ends in 60 days", "orange")]
    [InlineData(1, "Ends in 1 day", "orange")]
    [InlineData(0, "Ends today", "orange")]
    [InlineData(-1, "Ended", "red")]
    public void The_state_is_computed_from_the_day_it_is_read(int left, string word, string colour)
    {
        var today = new DateOnly(2026, 11, 21);
        var state = new AuthorityState("own-consent", today.AddDays(left), null, today);
        (state.Word, state.Colour).ShouldBe((word, colour));
        state.InForce.ShouldBe(left >= 0);
        (state with { WithdrawnAt = DateTimeOffset.UnixEpoch }).Word.ShouldBe("Withdrawn");
        new AuthorityState(null, null, null, today).Word.ShouldBe("Not recorded");
    }

    // another way: walk day by day, comparing month and day as numbers
    private static DateOnly Oracle(string kind, DateOnly decided, DateOnly born)
    {
        var last = decided;
        var renewal = decided.Month == 2 && decided.Day == 29 ? (Month: 2, Day: 28) : (decided.Month, decided.Day);
        while (!(last.AddDays(1).Year == decided.Year + 1 && last.AddDays(1).Month == renewal.Month && last.AddDays(1).Day == renewal.Day)) last = last.AddDays(1);
        if (kind is not ("parental" or "care-order")) return last;

        int Turned(DateOnly day) => day.Year - born.Year - (day.Month < born.Month || (day.Month == born.Month && day.Day < born.Day) ? 1 : 0);
        while (Turned(last) >= 16) last = last.AddDays(-1);
        return last;
    }
}
