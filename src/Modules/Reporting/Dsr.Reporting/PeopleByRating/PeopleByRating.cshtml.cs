namespace Dsr.Reporting;

/// <summary>People by rating, age group and local authority (domain 7.2, 7.3): numbers that name nobody and may leave the team.</summary>
[Needs("reports.read", ReportingModule.Readers)]
internal sealed class PeopleByRatingPage(ReadRatingReport read) : PageModel, ILoads
{
    public const string Route = "/reports/people-by-rating";

    [BindProperty(SupportsGet = true)]
    public string? Place { get; set; }

    /// <summary>The place of the filter; null for all.</summary>
    public string? Chosen => string.IsNullOrEmpty(Place) ? null : Place;

    public ReadRatingReport.Dated? Dated { get; private set; }

    public string ChartTitle => $"People on the register by rating, {Words.Date(Dated!.AsAt)}";

    public string ChartWords => string.Join(". ", RatingReport.Ratings.Select(rating => $"{Name(rating)} {Number(rating)}")) + ". The table has all the numbers.";

    public IReadOnlyList<Bar> Bars =>
        [.. RatingReport.Ratings.Select(rating => new Bar(Name(rating), new BarPart(Name(rating), Dated!.Report.People(Chosen, rating), Number(rating), rating)))];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Dated = await read.ForViewerAsync(cancellationToken);
        return Chosen is null || Dated is null || Dated.Report.Places.Contains(Chosen);
    }

    private static string Name(string rating) => char.ToUpperInvariant(rating[0]) + rating[1..];

    private string Number(string rating) => Dated!.Report.People(Chosen, rating) is { } people ? Words.Number(people) : "hidden";
}
