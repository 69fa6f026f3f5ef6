using Dsr.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Dsr.Ui;

/// <summary>A page that anyone may read about one area. Where the server keeps several registers it asks first where the person lives, unless the address or a cookie says it.</summary>
public abstract class PublicPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts) : PageModel, ILoads
{
    private const string Remembered = "dsr-area";

    /// <summary>The page's key, for its parts; empty where it has none.</summary>
    protected abstract string Name { get; }

    /// <summary>The area; null while it is not known.</summary>
    public Area? Area { get; private set; }

    /// <summary>What the area says to anyone. Only where the area is known.</summary>
    public PublicArea Words => Area!.Section<PublicArea>("public");

    /// <summary>The areas of this server.</summary>
    public IReadOnlyList<Area> Areas => areas.All;

    /// <summary>What the modules add to this page.</summary>
    public IReadOnlyList<(string View, object Model)> Parts { get; private set; } = [];

    /// <inheritdoc />
    public virtual async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Area = Known();
        if (Area is null) return true;

        var loaded = new List<(string, object)>();
        foreach (var part in parts.Where(part => part.Page == Name).OrderBy(part => part.Order))
            if (await part.LoadAsync(Area, cancellationToken) is { } model)
                loaded.Add((part.View, model));
        Parts = loaded;
        return true;
    }

    private Area? Known()
    {
        if (areas.TryGet(Request.Query["area"], out var asked))
        {
            Response.Cookies.Append(Remembered, asked.Key, new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, MaxAge = TimeSpan.FromDays(90) });
            return asked;
        }
        if (areas.All.Count == 1) return areas.All[0];
        return Request.Query.ContainsKey("area") ? null
            : areas.TryGet(viewer.Area, out var own) ? own
            : areas.TryGet(Request.Cookies[Remembered], out var remembered) ? remembered : null;
    }
}
