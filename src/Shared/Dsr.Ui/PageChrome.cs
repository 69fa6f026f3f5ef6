namespace Dsr.Ui;

/// <summary>A link of the page shell; the number is shown in a bubble as "(4 waiting)".</summary>
public sealed record ChromeLink(string Text, string Href, int? Count = null, string CountWords = "waiting");

/// <summary>A made-up user that the demonstration lets anyone continue as.</summary>
public sealed record DemoUser(string Words, string Value);

/// <summary>What the page shell shows around a page; scoped, filled for each request.</summary>
public sealed class PageChrome
{
    /// <summary>The person logged in; null for a public page.</summary>
    public string? UserName { get; set; }

    /// <summary>Their role, as "DSR team".</summary>
    public string? RoleWords { get; set; }

    /// <summary>Their organisation, for the line under printed pages.</summary>
    public string? OrganisationName { get; set; }

    /// <summary>The menu.</summary>
    public IReadOnlyList<ChromeLink> Navigation { get; set; } = [];

    /// <summary>True when every person in the data is made up.</summary>
    public bool Demonstration { get; set; }

    /// <summary>Whom the demonstration lets the reader continue as.</summary>
    public IReadOnlyList<DemoUser> DemoUsers { get; set; } = [];

    /// <summary>Where "Continue as" posts the field <c>user</c>.</summary>
    public string DemoAction { get; set; } = "/log-in/demo";

    /// <summary>A word such as "Training" for a site that is not the live one.</summary>
    public string? Environment { get; set; }

    /// <summary>The organisation that is the controller; stands in the footer.</summary>
    public string Controller { get; set; } = "";

    /// <summary>The footer's links.</summary>
    public IReadOnlyList<ChromeLink> Support { get; set; } =
    [
        new("Urgent help", "/urgent-help"),
        new("Contact us", "/contact"),
        new("Give feedback", Links.Feedback(easy: false)),
        new("Make a complaint", Links.Complaint(easy: false)),
        new("Privacy", "/privacy"),
        new("Cookies", "/cookies"),
        new("Accessibility statement", "/accessibility"),
        new("Terms of use", "/terms"),
    ];
}
