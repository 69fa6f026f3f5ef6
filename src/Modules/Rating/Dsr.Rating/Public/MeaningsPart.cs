namespace Dsr.Rating;

/// <summary>The ratings in the area's words, for anyone.</summary>
internal sealed class MeaningsPart : IPublicPart
{
    public string Page => "ratings";

    public int Order => 10;

    public string View => "/Rating/Public/Meanings.cshtml";

    public Task<object?> LoadAsync(Area area, CancellationToken cancellationToken) => Task.FromResult<object?>(area.Section<RatingArea>("rating"));
}
