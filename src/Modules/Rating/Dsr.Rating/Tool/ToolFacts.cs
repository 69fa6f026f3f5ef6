using Microsoft.AspNetCore.Http;

namespace Dsr.Rating;

/// <summary>Whom a tool is completed for, and which tool: the one asked for, or the first of the area that fits the person's age.</summary>
/// <param name="Others">The area's other tools for the person's age.</param>
/// <param name="NotForAge">The tool that was asked for, where it is not for the person's age.</param>
internal sealed record ToolFacts(
    Guid PersonId, string Area, string FirstName, DateOnly BornOn, string? Rating, RatingTool Tool, IReadOnlyList<RatingTool> Others, RatingTool? NotForAge, RatingArea Rules, DateOnly Today)
{
    public static ToolFacts Of(Guid personId, string area, string firstName, DateOnly bornOn, string? rating, IReadOnlyList<RatingTool> tools, string? asked, RatingArea rules, DateOnly today)
    {
        var age = Math.Clamp(Anniversary.Age(bornOn, today), 0, RatingArea.OldestAge - 1);
        var wanted = tools.FirstOrDefault(tool => tool.Key == asked);
        var tool = wanted?.Fits(age) == true ? wanted : tools.FirstOrDefault(each => each.Fits(age)) ?? tools[0];
        return new(personId, area, firstName, bornOn, rating, tool, [.. tools.Where(each => each != tool && each.Fits(age))], wanted is null || wanted == tool ? null : wanted, rules, today);
    }
}

/// <summary>Finds them: the open person, or the one of a draft referral that the viewer started.</summary>
internal sealed class OpenTool(Db db, ToolShelf shelf, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock, IHttpContextAccessor http)
{
    private const string OfPerson =
        """
        select id, area, first_name, born_on, started_by, rating
        from rating_person
        where id = @Id
        """;

    private const string OfDraft =
        """
        select id, area, first_name, born_on, started_by, rating
        from rating_person
        where referral_id = @referral
        """;

    /// <summary>Null where there is nobody, or where the viewer neither started the draft nor belongs to the area's team.</summary>
    public async Task<ToolFacts?> FindAsync(CancellationToken cancellationToken)
    {
        var request = http.HttpContext!.Request;
        var row = person.IsSomebody
            ? await db.FirstAsync<Row>(OfPerson, new { person.Id }, cancellationToken)
            : Guid.TryParse(request.RouteValues["id"] as string, out var referral) ? await db.FirstAsync<Row>(OfDraft, new { referral }, cancellationToken) : null;
        if (row is null) return null;
        if (!person.IsSomebody && row.StartedBy != viewer.UserId && !(viewer.IsTeam && viewer.Area == row.Area)) return null;

        var today = clock.Today();
        var asked = request.HasFormContentType ? request.Form["Tool.Key"].ToString() : request.Query["tool"].ToString();
        return ToolFacts.Of(row.Id, row.Area, row.FirstName, row.BornOn, row.Rating, await shelf.CurrentAsync(row.Area, today, cancellationToken), asked, areas[row.Area].Section<RatingArea>("rating"), today);
    }

    private sealed record Row(Guid Id, string Area, string FirstName, DateOnly BornOn, Guid? StartedBy, string? Rating);
}
