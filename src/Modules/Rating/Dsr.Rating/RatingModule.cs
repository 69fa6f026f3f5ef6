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
        services.AddScoped<OpenTool>();
        services.AddScoped<RatingOfPerson>();
        services.AddSingleton(new PersonTab("Ratings", "ratings", 30, Roles.Clinical));
    }

    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<RatingArea>("rating");
}
