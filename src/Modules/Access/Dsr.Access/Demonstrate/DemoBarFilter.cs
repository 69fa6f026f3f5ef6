using Microsoft.AspNetCore.Mvc.Filters;

namespace Dsr.Access;

/// <summary>Fills the demonstration bar of every page: whom of the viewer's area one may continue as.</summary>
internal sealed class DemoBarFilter(DemoUsers users, PageChrome chrome, Viewer viewer) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (viewer.IsSomebody)
        {
            chrome.DemoAction = "/continue-as";
            chrome.DemoUsers = [.. (await users.ListAsync(viewer.Area, context.HttpContext.RequestAborted)).SelectMany(group => group.Users)];
        }
        await next();
    }
}
