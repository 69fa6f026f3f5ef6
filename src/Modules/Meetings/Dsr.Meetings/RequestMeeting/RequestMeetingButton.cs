namespace Dsr.Meetings;

/// <summary>"Request a meeting" at the top of a person's summary.</summary>
internal sealed class RequestMeetingButton : IPersonPart
{
    public PersonPlace Place => PersonPlace.Button;

    public int Order => 30;

    public string View => "/Meetings/RequestMeeting/RequestMeetingButton.cshtml";

    public Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken) => Task.FromResult<object?>(new Model(person.Reference));

    internal sealed record Model(string Reference);
}
