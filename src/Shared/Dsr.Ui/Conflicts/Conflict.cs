using System.Data.Common;
using System.Reflection;
using Dsr.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Ui;

/// <summary>Who changed something last, and when.</summary>
public sealed record LastChange(string By, DateTimeOffset At);

/// <summary>Says who changed what a form is about since it was opened.</summary>
public interface IWhoChanged
{
    /// <summary>The last change since then of one of these things, or else of the open person; null where nobody is known to have changed them.</summary>
    Task<LastChange?> FindAsync(IReadOnlyCollection<Guid> things, DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>
/// Two people changed the same at once (ui.md 3.6). Found by loading the page a second time as it is now: fields that this user did not touch take what is
/// saved now, of the others both are told. What a page finds by itself goes with it.
/// </summary>
internal sealed class Conflict
{
    /// <summary>A page of this title tells by itself what happened.</summary>
    internal const string Heading = "Someone changed this while you were working";

    private readonly Dictionary<string, (string? Opened, string Now, string Yours)> _fields = new(StringComparer.OrdinalIgnoreCase);

    public LastChange? LastChange { get; private set; }

    /// <summary>Labels of the fields that were taken over, and so stand on the page as they are saved now.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>What is saved now, for the form to carry.</summary>
    internal Dictionary<string, string> Now { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal static Conflict? Of(HttpContext context) => context.Items[typeof(Conflict)] as Conflict;

    internal static async Task<Conflict> FindAsync(PageModel page, CancellationToken cancellationToken)
    {
        var conflict = new Conflict();
        page.HttpContext.Items[typeof(Conflict)] = conflict;
        var opened = Opened.Of(page.Request);
        try
        {
            if (page is ILoads && await AsItIsNowAsync(page, cancellationToken) is { } now) conflict.Compare(page, now, opened);
            await conflict.SayWhoAsync(page, opened, cancellationToken);
        }
        catch (Exception problem) when (problem is BusyException or DbException)
        {
            // what was typed stands on the page all the same
        }
        return conflict;
    }

    /// <summary>The fields of the page that both changed, in its order and words. To be asked when the page is rendered.</summary>
    public IReadOnlyList<LostChange> Changes(ViewContext view)
        => [.. FieldOrder.Of(view.HttpContext).Fields.DistinctBy(field => field.Key, StringComparer.OrdinalIgnoreCase).Where(field => _fields.ContainsKey(field.Key)).Select(field =>
        {
            var (opened, now, yours) = _fields[field.Key];
            return new LostChange(field.Label, FieldValue.Words(now, field.Choices), FieldValue.Words(yours, field.Choices)) { Opened = opened is null ? null : FieldValue.Words(opened, field.Choices) };
        })];

    /// <summary>Another instance of the page, loaded as for a GET.</summary>
    private static async Task<PageModel?> AsItIsNowAsync(PageModel page, CancellationToken cancellationToken)
    {
        var now = (PageModel)ActivatorUtilities.CreateInstance(page.HttpContext.RequestServices, page.GetType());
        now.PageContext = page.PageContext;
        foreach (var property in page.GetType().GetProperties().Where(property => property.GetCustomAttribute<BindPropertyAttribute>() is { SupportsGet: true } && property.CanWrite)) property.SetValue(now, property.GetValue(page));
        var (method, status) = (page.Request.Method, page.Response.StatusCode);
        (page.Request.Method, page.Response.StatusCode) = (HttpMethods.Get, StatusCodes.Status200OK);
        try
        {
            return await ((ILoads)now).LoadAsync(cancellationToken) ? now : null;
        }
        finally
        {
            (page.Request.Method, page.Response.StatusCode) = (method, status);
        }
    }

    private void Compare(PageModel page, PageModel now, Opened? opened)
    {
        foreach (var field in opened?.Fields ?? [])
        {
            if (FieldValue.Find(page, field.Name) is not { } mine || FieldValue.Find(now, field.Name) is not { } theirs) continue;
            var (was, yours, saved) = (field.Value, FieldValue.Plain(mine.Property.GetValue(mine.Owner)), FieldValue.Plain(theirs.Property.GetValue(theirs.Owner)));
            Now[field.Name] = saved;
            if (yours == saved || saved == was) continue;
            if (yours != was) _fields[field.Name] = (was, saved, yours);
            else if (mine.Property.CanWrite)
            {
                mine.Property.SetValue(mine.Owner, theirs.Property.GetValue(theirs.Owner));
                foreach (var key in page.ModelState.Keys.Where(key => key == field.Name || key.StartsWith(field.Name + ".", StringComparison.OrdinalIgnoreCase)).ToList()) page.ModelState.Remove(key);
                if (field.Label.Length > 0) Taken.Add(field.Label);
            }
        }
        // the next save is made from what is shown now
        if (page.GetType().GetProperty("Version") is { CanWrite: true } version)
        {
            version.SetValue(page, version.GetValue(now));
            page.ModelState.Remove("Version");
        }
    }

    private async Task SayWhoAsync(PageModel page, Opened? opened, CancellationToken cancellationToken)
    {
        if (page.HttpContext.RequestServices.GetService<IWhoChanged>() is not { } who) return;
        var now = page.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        // the form says when it was opened; a session does not last longer than this
        var since = opened is null ? now.AddHours(-12) : DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(opened.At, now.AddHours(-12).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds()));
        var things = page.RouteData.Values.Values.Select(value => Guid.TryParse(value as string, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToList();
        LastChange = await who.FindAsync(things, since, cancellationToken);
    }
}
