using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Meetings;

/// <summary>The Meetings module.</summary>
public sealed class MeetingsModule : Module
{
    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<MeetingsArea>("meetings");

    /// <inheritdoc />
    public override void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new NavItem("Meetings", Links.Meetings, 50, Roles.Clinical));
    }
}
