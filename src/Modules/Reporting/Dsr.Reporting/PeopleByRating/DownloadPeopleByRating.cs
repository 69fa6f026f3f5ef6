using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Dsr.Reporting;

/// <summary>The report as a file: the numbers of the page, one row each.</summary>
internal static class DownloadPeopleByRating
{
    public const string Route = PeopleByRatingPage.Route + ".csv";

    public static async Task<IResult> GetAsync(ReadRatingReport read, CancellationToken cancellationToken)
    {
        if (await read.ForViewerAsync(cancellationToken) is not { } dated) return Results.NotFound();
        return Results.File(Csv.Of(Rows(dated)), "text/csv; charset=utf-8", $"dsr-people-by-rating-{dated.AsAt.ToString("yyyy-MM", CultureInfo.InvariantCulture)}.csv");
    }

    private static IEnumerable<IEnumerable<string>> Rows(ReadRatingReport.Dated dated)
    {
        yield return ["As at", "Area", "Local authority", "Rating", "Age group", "People"];
        foreach (var place in dated.Report.Places.Append(null))
            foreach (var rating in RatingReport.Ratings.Append(null))
                for (var age = 0; age <= AgeGroup.Names.Count; age++)
                {
                    var people = dated.Report.People(place, rating, age == AgeGroup.Names.Count ? null : age);
                    yield return
                    [
                        Sql.Text(dated.AsAt), dated.Area.Name, place ?? "All", rating ?? "All", age == AgeGroup.Names.Count ? "All" : AgeGroup.Names[age],
                        people?.ToString(CultureInfo.InvariantCulture) ?? "*",
                    ];
                }
    }
}
