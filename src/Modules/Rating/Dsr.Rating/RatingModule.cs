using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Rating;

/// <summary>Ratings of the risk of admission: the tools, what they suggest, what is agreed, and what follows.</summary>
public sealed class RatingModule : Module
{
    /// <inheritdoc />
    public override void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<ToolShelf>();
        services.AddScoped<ToolVersions>();
        services.AddScoped<ToolEffects>();
        services.AddScoped<OpenTool>();
        services.AddScoped<RatingOfPerson>();
        services.AddSingleton(new PersonTab("Ratings", "ratings", 30, Roles.Clinical));
        services.AddSingleton(new AdminLink("Rating tools", ToolLinks.List, "The tools of each area, their versions, and what a new version changes", 30, Roles.Administrator));
    }

    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<RatingArea>("rating");
}
