namespace Dsr.Meetings;

/// <summary>The pages of a meeting, beside each other.</summary>
internal sealed record MeetingNav(Meeting Meeting, string Current)
{
    public static readonly IReadOnlyList<(string Page, string Text)> Pages =
    [
        ("", "Overview"), ("agenda", "Agenda"), ("people", "Who is here"), ("papers", "Papers"), ("run", "Run"), ("close", "Close"), ("minutes", "Minutes"), ("feedback", "Feedback"),
    ];

    public string Href(string page) => page.Length == 0 ? Links.Meeting(Meeting.Id) : Links.Meeting(Meeting.Id, page);
}
