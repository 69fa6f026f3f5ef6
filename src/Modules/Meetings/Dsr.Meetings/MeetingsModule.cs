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
        services.AddSingleton(new NavItem("Requests", Links.MeetingRequests, 30, Roles.Team));
        services.AddSingleton(new RequestList("Meetings", Links.MeetingRequests, 10));
        services.AddSingleton(new NavItem("Meetings", Links.Meetings, 40, Roles.Clinical));
        services.AddSingleton(new PersonTab("Actions", "actions", 30, Roles.Clinical));
    }
}
