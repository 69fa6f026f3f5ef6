using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Reporting;

/// <summary>The Reporting module: hears everyone, says nothing, and counts without identifiers.</summary>
public sealed class ReportingModule : Module
{
    internal const string Readers = Roles.Chair + "," + Roles.Team + "," + Roles.Analyst + "," + Roles.Auditor;

    /// <inheritdoc />
    public override void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<RatingCounts>();
        services.AddScoped<ReadRatingReport>();
        services.AddScoped<ReadActivity>();
        services.AddSingleton(new NavItem("Reports", Links.Reports, 50, Readers));
    }

    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<ReportingArea>("reporting");

    /// <inheritdoc />
    public override void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var needs = new NeedsAttribute("reports.read", Readers);
        routes.MapGet(DownloadPeopleByRating.Route, DownloadPeopleByRating.GetAsync).WithMetadata(needs);
        routes.MapGet(ActivityPage.Route + ".csv", ActivityPage.DownloadAsync).WithMetadata(needs);
    }
}
