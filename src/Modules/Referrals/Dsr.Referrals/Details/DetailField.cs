namespace Dsr.Referrals;

/// <summary>The fields of an entry that can be changed, each as text: what a form holds, what the entry holds, and what the history says of them.</summary>
internal sealed record DetailField(string Key, string Label, Func<Entry.Row, string?> Of, Func<ChangeDetailsPage.Form, string?> Typed, Action<ChangeDetailsPage.Form, string> Put)
{
    public static readonly IReadOnlyList<DetailField> All =
    [
        new("first_name", "First name", row => row.FirstName, form => form.FirstName, (form, value) => form.FirstName = value),
        new("last_name", "Last name", row => row.LastName, form => form.LastName, (form, value) => form.LastName = value),
        new("preferred_name", "Likes to be called", row => row.PreferredName, form => form.PreferredName, (form, value) => form.PreferredName = value),
        new("born_on", "Date of birth", row => row.BornOn is { } born ? Sql.Text(born) : "", form => form.BornOn is { } born ? Sql.Text(born) : "", (form, value) => form.BornOn = DateOnly.TryParseExact(value, "yyyy-MM-dd", out var born) ? born : null),
        new("nhs_number", "NHS number", row => row.NhsNumber, form => NhsNumber.TryParse(form.NhsNumber, out var digits) ? digits : "", (form, value) => form.NhsNumber = value),
        new("diagnosis", "Diagnosis", row => row.Diagnosis, form => form.Diagnosis, (form, value) => form.Diagnosis = value),
        new("communication", "How to communicate", row => row.Communication, form => form.Communication, (form, value) => form.Communication = value),
        new("adjustments", "Reasonable adjustments", row => row.Adjustments, form => form.Adjustments, (form, value) => form.Adjustments = value),
        new("address", "Address", row => row.Address, form => form.Address, (form, value) => form.Address = value),
        new("postcode", "Postcode", row => row.Postcode, form => PostCode.TryParse(form.Postcode, out var postcode) ? postcode : "", (form, value) => form.Postcode = value),
        new("local_authority", "Local authority", row => row.LocalAuthority, form => form.LocalAuthority, (form, value) => form.LocalAuthority = value),
        new("gp_practice", "GP surgery", row => row.GpPractice, form => form.GpPractice, (form, value) => form.GpPractice = value),
        new("issues", "What worries us now", row => row.Issues, form => form.Issues, (form, value) => form.Issues = value),
        new("tried", "What has been tried, and what helps", row => row.Tried, form => form.Tried, (form, value) => form.Tried = value),
        new("would_help", "What could help", row => row.WouldHelp, form => form.WouldHelp, (form, value) => form.WouldHelp = value),
        new("plan", "Plan", row => row.Plan, form => form.Plan, (form, value) => form.Plan = value),
    ];

    public static DetailField Find(string key) => All.First(field => field.Key == key);

    public string Now(Entry.Row row) => Tidy(Of(row));

    public string Yours(ChangeDetailsPage.Form form) => Tidy(Typed(form));

    /// <summary>A value as people read it.</summary>
    public string Shown(string value) => value.Length == 0 ? "Not recorded" : Key switch
    {
        "born_on" when DateOnly.TryParseExact(value, "yyyy-MM-dd", out var born) => Words.Date(born),
        "nhs_number" => Words.NhsNumber(value),
        "diagnosis" => value switch { "learning-disability" => "Learning disability", "autism" => "Autism", "both" => "Learning disability and autism", _ => "Not known" },
        _ => value,
    };

    // a browser sends each new line as two characters
    private static string Tidy(string? value) => (value ?? "").ReplaceLineEndings("\n").Trim();
}
