using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Shared;

public sealed class IdentifierTests
{
    [Fact]
    public void Ids_made_in_one_millisecond_sort_as_they_were_made()
    {
        var at = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
        var made = Enumerable.Range(0, 10_000).Select(_ => Ids.New(at)).ToList();
        made.ShouldBeUnique();
        made.Select(Sql.Text).ShouldBeInOrder();
        made.ShouldAllBe(id => id.Version == 7 && id.Variant >= 8 && id.Variant < 12);
        string.CompareOrdinal(Sql.Text(Ids.New(at.AddMilliseconds(1))), Sql.Text(Ids.New(at))).ShouldBePositive();
    }

    [Theory]
    [InlineData("9990000018", "9990000018")]
    [InlineData(" 999 000 0018 ", "9990000018")]
    [InlineData("999-000-0018", "9990000018")]
    [InlineData("999\u2011000\u00a00018", "9990000018")]
    [InlineData("943 476 5919", "9434765919")]
    public void An_NHS_number_is_read_in_any_spacing(string typed, string digits)
    {
        NhsNumber.TryParse(typed, out var read).ShouldBeTrue();
        read.ShouldBe(digits);
    }

    [Theory]
    [InlineData(null, NhsNumberFault.Empty, "Enter an NHS number")]
    [InlineData("  ", NhsNumberFault.Empty, "Enter an NHS number")]
    [InlineData("999000001O", NhsNumberFault.Letters, "NHS number must only include numbers")]
    [InlineData("٩٩٩٠٠٠٠٠١٨", NhsNumberFault.Letters, "NHS number must only include numbers")]
    [InlineData("999000001", NhsNumberFault.Length, "NHS number must be 10 digits")]
    [InlineData("99900000180", NhsNumberFault.Length, "NHS number must be 10 digits")]
    [InlineData("QQ 12 34 56 C", NhsNumberFault.NationalInsurance, "Enter an NHS number, not a National Insurance number")]
    [InlineData("9990000019", NhsNumberFault.CheckDigit, "Enter a real NHS number. Check each digit")]
    public void What_is_wrong_with_an_NHS_number_is_said_in_the_words_of_the_page(string? typed, NhsNumberFault fault, string words)
    {
        NhsNumber.Read(typed, out var digits).ShouldBe(fault);
        fault.Message().ShouldBe(words);
        digits.ShouldBeEmpty();
    }

    [Fact]
    public void The_check_digit_is_the_one_that_makes_the_weighted_sum_a_multiple_of_eleven() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Gen.Choose(0, 999_999_999).Select(value => (long)value * 10).SelectMany(tens => Gen.Choose(0, 9).Select(last => tens + last)).ToArbitrary(), number =>
        {
            // the rule turned round: weights 10 to 1 over all ten digits
            var text = number.ToString("0000000000");
            var sum = Enumerable.Range(1, 10).Sum(weight => weight * (text[10 - weight] - '0'));
            return NhsNumber.TryParse(text, out _) == (sum % 11 == 0);
        }));

    [Fact]
    public void A_mistyped_digit_or_two_neighbours_exchanged_are_found()
    {
        Check.One(Properties.TenThousand, Prop.ForAll(Gen.Choose(0, 999_999).Zip(Gen.Choose(0, 8)).ToArbitrary(), made =>
        {
            if (!NhsNumber.TryMakeTest(made.Item1, out var digits)) return true;

            var at = made.Item2;
            var changed = string.Concat(digits.Select((digit, place) => place == at ? (char)('0' + ((digit - '0' + 1) % 10)) : digit));
            var exchanged = digits[..at] + digits[at + 1] + digits[at] + digits[(at + 2)..];
            return NhsNumber.TryParse(digits, out _) && !NhsNumber.TryParse(changed, out _) && (exchanged == digits || !NhsNumber.TryParse(exchanged, out _));
        }));
    }

    [Theory]
    [InlineData("DR-7K2M-9XQT")]
    [InlineData("dr7k2m9xqt")]
    [InlineData(" dr 7k2m 9xqt ")]
    [InlineData("7K2M–9XQT")]
    public void A_reference_is_found_in_any_case_and_spacing(string typed)
    {
        Reference.TryParse(typed, out var reference).ShouldBeTrue();
        reference.ShouldBe("DR-7K2M-9XQT");
    }

    [Fact]
    public void A_reference_forgives_the_letters_that_look_like_digits()
    {
        Reference.TryParse("dr-oil0-0000", out var reference).ShouldBeTrue();
        reference.ShouldBe("DR-0110-0000");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("DR-7K2M-9XQ")]
    [InlineData("DR-7K2M-9XQU")]
    [InlineData("XX-7K2M-9XQT")]
    public void What_is_no_reference_is_not_read(string? typed) => Reference.TryParse(typed, out _).ShouldBeFalse();

    [Fact]
    public void New_references_differ_and_are_read_back()
    {
        var made = Enumerable.Range(0, 10_000).Select(_ => Reference.Create()).ToList();
        made.Distinct().Count().ShouldBe(10_000);
        foreach (var reference in made)
        {
            Reference.TryParse(reference.ToLowerInvariant().Replace("-", ""), out var read).ShouldBeTrue();
            read.ShouldBe(reference);
        }
    }

    [Theory]
    [InlineData("st163ag", "ST16 3AG", "ST16")]
    [InlineData(" S1  2HE", "S1 2HE", "S1")]
    [InlineData("ec1a-1bb", "EC1A 1BB", "EC1A")]
    [InlineData("W1A 0AX", "W1A 0AX", "W1A")]
    [InlineData("s70 2ta", "S70 2TA", "S70")]
    public void A_postcode_is_written_one_way(string typed, string full, string district)
    {
        PostCode.TryParse(typed, out var read).ShouldBeTrue();
        read.ShouldBe(full);
        PostCode.District(read).ShouldBe(district);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ST16")]
    [InlineData("ST16 3A")]
    [InlineData("QS1 2HE")]
    [InlineData("S1 2CE")]
    public void What_is_no_full_postcode_is_not_read(string? typed) => PostCode.TryParse(typed, out _).ShouldBeFalse();

    [Theory]
    [InlineData("O'Brien-Núñez", "obriennunez")]
    [InlineData("Ó’Brien", "obrien")]
    [InlineData("van  Dijk", "vandijk")]
    [InlineData("Wójcik", "wojcik")]
    [InlineData("Łukasz Straße", "lukaszstrasse")]
    [InlineData("ﬁona 2nd", "fiona2nd")]
    [InlineData("İpek", "ipek")]
    [InlineData(null, "")]
    public void A_name_is_folded_to_plain_letters(string? name, string key) => NameKey.Of(name).ShouldBe(key);

    [Fact]
    public void The_range_of_a_prefix_holds_exactly_what_starts_with_it()
    {
        var key = Gen.NonEmptyListOf(Gen.Elements("0189abyz".ToCharArray())).Select(letters => string.Concat(letters.Take(6)));
        Check.One(Properties.TenThousand, Prop.ForAll(key.Zip(key).ToArbitrary(), pair =>
        {
            var (name, prefix) = (pair.Item1, pair.Item2[..Math.Min(2, pair.Item2.Length)]);
            var inRange = string.CompareOrdinal(name, prefix) >= 0 && string.CompareOrdinal(name, NameKey.After(prefix)) < 0;
            return inRange == name.StartsWith(prefix, StringComparison.Ordinal);
        }));
    }

    [Theory]
    [InlineData("Robert", "R163")]
    [InlineData("Rupert", "R163")]
    [InlineData("Rubin", "R150")]
    [InlineData("Ashcraft", "A261")]
    [InlineData("Tymczak", "T522")]
    [InlineData("Honeyman", "H555")]
    [InlineData("Lee", "L000")]
    [InlineData("Łukasz", "L220")]
    [InlineData("李", "")]
    public void Soundex_is_the_published_one(string name, string code) => SoundsLike.Of(name).ShouldBe(code);

    [Theory]
    [InlineData("Catherine", "Kathryn")]
    [InlineData("Philip", "Filip")]
    [InlineData("Smith", "Smythe")]
    [InlineData("Siân", "Shaun")]
    [InlineData("O'Neill", "Oneil")]
    [InlineData("Geoffrey", "Jeffrey")]
    public void Names_that_sound_alike_meet(string one, string other) => SoundsLike.Of(one).ShouldBe(SoundsLike.Of(other));
}
