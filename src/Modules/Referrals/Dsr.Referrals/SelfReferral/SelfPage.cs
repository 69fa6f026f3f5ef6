using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>What every page of a self-referral under way shows around its question.</summary>
internal abstract class SelfPage(SelfDrafts drafts) : PageModel
{
    protected SelfDrafts Drafts => drafts;

    public Guid Id => this.RouteId();

    public SelfDraft Draft => drafts.Draft;

    public SelfAnswers Answers => drafts.Answers;

    public Area Area => drafts.Area;

    public bool Easy => drafts.Easy;

    public PublicArea Public => Area.Section<PublicArea>("public");

    /// <summary>The same page in the other way of reading; the question pages know their own.</summary>
    public virtual string OtherReading => Links.SelfReferral(Id, Request.Path.Value!.Split('/')[^1], !Easy);

    public string To(string step) => Links.SelfReferral(Id, step, Easy);

    /// <summary>The page after this question: the next question, or the check when the change came from there and nothing new is asked.</summary>
    protected string After(string key, DateOnly today)
    {
        var asks = drafts.Asks;
        if (Request.Query["return"] == "check") return SelfJourney.Unanswered(asks, Answers, today) is { } open ? To(open.Key) + "?return=check" : To("check");
        var at = asks.ToList().FindIndex(ask => ask.Key == key);
        // what an answer changed may have taken the question itself away: then on from the first that is open
        if (at < 0) return SelfJourney.Unanswered(asks, Answers, today) is { } first ? To(first.Key) : To("check");
        return at + 1 < asks.Count ? To(asks[at + 1].Key) : To("check");
    }
}

internal static class SelfPageResults
{
    /// <summary>Too many, 429: the page says it, and when to come back.</summary>
    public static void TooMany(this PageModel page, TimeSpan wait)
    {
        page.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        page.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>A control as a page shows it: as the page's question, under the answer that asks for it, or larger in easy read.</summary>
internal sealed record SelfFieldView(SelfField Field, SelfForm Self, bool Heading, bool Nested, bool Easy);
