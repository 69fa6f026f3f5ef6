using System.Globalization;
using AngleSharp.Html.Dom;

namespace Dsr.Tests.Reliability;

/// <summary>Somebody who posts as fast as they can, and remembers what each post was answered: 303 is a promise, a broken line is nothing known, 503 says not saved.</summary>
internal abstract class Client : IDisposable
{
    private static readonly Uri Anywhere = new("http://127.0.0.1");

    private readonly string _who;
    private readonly string _area;
    private readonly Line _line = new();
    private readonly HttpClient _http;
    private int _posts;

    protected Client(string who, string area)
    {
        (_who, _area) = (who, area);
        _http = new HttpClient(new CookieCarrier { InnerHandler = _line }) { BaseAddress = Anywhere, Timeout = TimeSpan.FromMinutes(1) };
        Visitor = new Visitor(_http, null!);
    }

    public string Email => $"{_who}@{_area}.example.com";

    public List<string> Acknowledged { get; } = [];

    public List<string> Refused { get; } = [];

    public List<Unknown> Unknowns { get; } = [];

    /// <summary>How many pages about a person were answered.</summary>
    public int Looks { get; protected set; }

    /// <summary>The references of the people this client writes about.</summary>
    public IReadOnlyList<string> People { get; set; } = [];

    protected Visitor Visitor { get; }

    /// <summary>The program answers at another port after each start.</summary>
    public void Dial(Uri address) => _line.Address = address;

    /// <summary>Logs in, once for all starts of the program.</summary>
    public async Task StartAsync()
    {
        await Visitor.ContinueAsAsync(_who, _area);
        await PrepareAsync();
    }

    /// <summary>Posts until the line breaks.</summary>
    public async Task RunAsync(Action acknowledged)
    {
        try
        {
            while (true)
            {
                var marker = string.Create(CultureInfo.InvariantCulture, $"{_who}-{_area}-{++_posts}");
                var reference = People[_posts % People.Count];
                var (path, fields, next) = await FormAsync(reference, marker);
                if (await SendAsync(new Unknown(marker, path, fields, next))) acknowledged();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            // the program was killed
        }
    }

    /// <summary>Sends a form again whose fate nobody told: the same key, so it is done once however often it is sent.</summary>
    public async Task SendAgainAsync()
    {
        foreach (var unknown in Unknowns.ToList())
        {
            Unknowns.Remove(unknown);
            (await SendAsync(unknown)).ShouldBeTrue(unknown.Marker);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _line.Dispose();
    }

    protected abstract Task PrepareAsync();

    protected abstract Task<(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields, string Next)> FormAsync(string reference, string marker);

    protected static KeyValuePair<string, string> Field(string name, string value) => new(name, value);

    private async Task<bool> SendAsync(Unknown form)
    {
        Unknowns.Add(form);
        var answer = await Visitor.PostAsync(form.Path, form.Fields);
        Unknowns.Remove(form);
        if (answer.Status == 503) Refused.Add(form.Marker);
        else if (answer.Location == form.Next) Acknowledged.Add(form.Marker);
        else throw new InvalidOperationException($"{form.Path} was answered {answer.Status} {answer.Location} {answer.Heading} {string.Join("; ", answer.Errors)}");
        return answer.Status == 303;
    }

    internal sealed record Unknown(string Marker, string Path, IReadOnlyList<KeyValuePair<string, string>> Fields, string Next);

    private sealed class Line() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        public Uri Address { get; set; } = Anywhere;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(Address, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>Adds updates, from one form that stays open over every start of the program.</summary>
internal sealed class UpdateAdder(string who, string area) : Client(who, area)
{
    private List<KeyValuePair<string, string>> _form = [];

    protected override async Task PrepareAsync()
    {
        var screen = await Visitor.OpenAsync($"/people/{People[0]}/updates/add");
        screen.Choose("Same", "Is the risk of going into hospital").Choose("Other professionals");
        _form = [.. screen.Fields((IHtmlFormElement)screen.Find("main form")!).Where(field => field.Key is not ("_key" or "Add.What"))];
    }

    protected override Task<(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields, string Next)> FormAsync(string reference, string marker)
        => Task.FromResult<(string, IReadOnlyList<KeyValuePair<string, string>>, string)>(($"/people/{reference}/updates/add", [.. _form, Field("Add.What", marker), Field("_key", marker)], $"/people/{reference}/updates"));
}

/// <summary>Changes ratings, each change agreed with the person and made on the row version that the page shows.</summary>
internal sealed class RatingChanger(string who, string area) : Client(who, area)
{
    protected override Task PrepareAsync() => Task.CompletedTask;

    protected override async Task<(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields, string Next)> FormAsync(string reference, string marker)
    {
        var path = $"/people/{reference}/ratings/change";
        var screen = await Visitor.OpenAsync(path);
        Looks++;
        string Hidden(string name) => screen.Find($"main input[name='{name}']")!.GetAttribute("value")!;
        return (path,
        [
            Field("__RequestVerificationToken", Hidden("__RequestVerificationToken")), Field("Version", Hidden("Version")), Field("_key", marker),
            Field("Change.To", screen.Text.Contains("The rating is red now", StringComparison.Ordinal) ? "amber" : "red"), Field("Change.Reason", marker),
            Field("Change.DiscussedWith", "person"), Field("Change.PersonAgreed", "yes"), Field("Change.DiscussedOn", Sql.Text(TimeProvider.System.Today())),
            Field("Change.WhyNotFollow", "Each is arranged already"), Field("Change.Step", "confirm"),
        ], $"/people/{reference}/ratings");
    }
}
