namespace Dsr.Shared;

/// <summary>What is wrong with a typed NHS number.</summary>
public enum NhsNumberFault
{
    None,
    Empty,
    Letters,
    Length,
    NationalInsurance,
    CheckDigit,
}

/// <summary>The NHS number: ten digits of which the last checks the others (NHS Data Dictionary, modulus 11). Kept as ten digits, no spaces.</summary>
public static class NhsNumber
{
    /// <summary>Reads a number typed with any spaces or hyphens; <paramref name="digits"/> is its canonical form, empty when there is a fault.</summary>
    public static NhsNumberFault Read(string? typed, out string digits)
    {
        digits = "";
        var bare = Typed.Bare(typed);

        if (bare.Length == 0) return NhsNumberFault.Empty;
        if (IsNationalInsurance(bare)) return NhsNumberFault.NationalInsurance;
        if (!bare.All(char.IsAsciiDigit)) return NhsNumberFault.Letters;
        if (bare.Length != 10) return NhsNumberFault.Length;
        if (CheckDigit(bare) != bare[9] - '0') return NhsNumberFault.CheckDigit;

        digits = bare;
        return NhsNumberFault.None;
    }

    /// <summary>True when the text is a real NHS number; <paramref name="digits"/> is then its ten digits.</summary>
    public static bool TryParse(string? typed, out string digits) => Read(typed, out digits) == NhsNumberFault.None;

    /// <summary>The words for a fault, for the page; empty when there is none.</summary>
    public static string Message(this NhsNumberFault fault) => fault switch
    {
        NhsNumberFault.None => "",
        NhsNumberFault.Empty => "Enter an NHS number",
        NhsNumberFault.Letters => "NHS number must only include numbers",
        NhsNumberFault.Length => "NHS number must be 10 digits",
        NhsNumberFault.NationalInsurance => "Enter an NHS number, not a National Insurance number",
        _ => "Enter a real NHS number. Check each digit",
    };

    /// <summary>A number of the range kept for tests (999), from six digits; false for the one body in eleven that has no check digit.</summary>
    public static bool TryMakeTest(int body, out string digits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(body);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body, 999_999);

        var nine = $"999{body:000000}";
        var check = CheckDigit(nine);
        digits = check == 10 ? "" : $"{nine}{check}";
        return check != 10;
    }

    private static int CheckDigit(string digits)
    {
        var sum = 0;
        for (var place = 0; place < 9; place++) sum += (digits[place] - '0') * (10 - place);
        return (11 - (sum % 11)) % 11;
    }

    private static bool IsNationalInsurance(string bare) =>
        bare.Length is 8 or 9
        && char.IsAsciiLetter(bare[0]) && char.IsAsciiLetter(bare[1])
        && bare.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9') < 0
        && (bare.Length == 8 || char.IsAsciiLetter(bare[8]));
}
