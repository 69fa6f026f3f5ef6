using Microsoft.AspNetCore.Http;

namespace Dsr.Rating;

/// <summary>Whom a tool is completed for, and which tool: the version in force today for the person's age.</summary>
internal sealed record ToolFacts(Guid PersonId, string Area, string FirstName, DateOnly BornOn, string? Rating, RatingArea.Tool Tool, RatingArea Rules, DateOnly Today);

/// <summary>Finds them: the open person, or the one of a draft referral that the viewer started.</summary>
internal sealed class OpenTool(Db db, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock, IHttpContextAccessor http)
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
        var row = person.IsSomebody
            ? await db.FirstAsync<Row>(OfPerson, new { person.Id }, cancellationToken)
            : Guid.TryParse(http.HttpContext!.Request.RouteValues["id"] as string, out var referral) ? await db.FirstAsync<Row>(OfDraft, new { referral }, cancellationToken) : null;
        if (row is null) return null;
        if (!person.IsSomebody && row.StartedBy != viewer.UserId && !(viewer.IsTeam && viewer.Area == row.Area)) return null;

        var (today, rules) = (clock.Today(), areas[row.Area].Section<RatingArea>("rating"));
        return new ToolFacts(row.Id, row.Area, row.FirstName, row.BornOn, row.Rating, rules.ToolOn(today, Anniversary.Age(row.BornOn, today)), rules, today);
    }

    private sealed record Row(Guid Id, string Area, string FirstName, DateOnly BornOn, Guid? StartedBy, string? Rating);
}
