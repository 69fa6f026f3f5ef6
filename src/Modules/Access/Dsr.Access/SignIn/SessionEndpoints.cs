using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dsr.Access;

/// <summary>What a session is asked without a page: how long it has left, to go on, to end, and in a demonstration to be another's.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/session/remaining", Remaining).AllowAnonymous();
        routes.MapPost("/session/extend", ExtendAsync).WithMetadata(new NeedsAttribute("session.extend", Roles.Everyone));
        routes.MapPost("/log-out", LogOutAsync).AllowAnonymous();
        routes.MapPost("/continue-as", ContinueAsAsync).AllowAnonymous();
    }

    private static IResult Remaining(OpenSession open, TimeProvider clock)
        => Results.Json(new { seconds = open.Row is { } session ? (int)Sessions.Remaining(session, clock.GetUtcNow()).TotalSeconds : 0 });

    private static async Task<IResult> ExtendAsync(HttpContext http, OpenSession open, Sessions sessions, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Results.StatusCode(StatusCodes.Status400BadRequest);

        await sessions.SeenAsync(open.Row!.Id, http.RequestAborted);
        return SeeOther(http, Links.Home);
    }

    private static async Task<IResult> LogOutAsync(HttpContext http, OpenSession open, Sessions sessions, IAntiforgery antiforgery)
    {
        if (open.Row is { } session)
        {
            if (!await antiforgery.IsRequestValidAsync(http)) return Results.StatusCode(StatusCodes.Status400BadRequest);
            await sessions.EndAsync(session.Id, http.RequestAborted);
        }
        sessions.Take(http);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return SeeOther(http, "/log-in?logged-out=true");
    }

    private static async Task<IResult> ContinueAsAsync(HttpContext http, Settings settings, DemoUsers users, Sessions sessions, Db db, IAntiforgery antiforgery)
    {
        if (!settings.Demonstration) return Results.NotFound();
        if (!await antiforgery.IsRequestValidAsync(http)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await users.FindAsync(http.Request.Form["user"].ToString(), http.RequestAborted) is not { } userId) return Results.NotFound();

        var before = sessions.Carried(http);
        var secret = "";
        await db.WriteAsync(async work =>
        {
            if (before is not null) await work.ExecuteAsync("delete from access_session where secret_hash = @hash", new { hash = Secret.HashOf(before) });
            secret = await sessions.StartAsync(work, userId, http);
        }, http.RequestAborted);
        sessions.Give(http, secret);
        return SeeOther(http, Links.Home);
    }

    private static IResult SeeOther(HttpContext http, string next)
    {
        http.Response.Headers.Location = next;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
