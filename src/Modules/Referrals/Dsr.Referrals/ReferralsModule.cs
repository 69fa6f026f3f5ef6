using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Referrals;

/// <summary>The Referrals module.</summary>
public sealed class ReferralsModule : Module
{
    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<ReferralsArea>("referrals");

    /// <inheritdoc />
    public override void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new NavItem("Referrals", Links.Referrals, 20, Roles.Professional + "," + Roles.Team));
        services.AddScoped<Drafts>();
    }
}
