using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Consent;

/// <summary>Consent and other lawful authority to be on the register: who decided, how, until when.</summary>
public sealed class ConsentModule : Module
{
    /// <inheritdoc />
    public override void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<OpenDecision>();
        services.AddScoped<AuthorityOfPerson>();
        services.AddSingleton(new PersonTab("Authority", "authority", 40, Roles.Clinical));
    }

    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<ConsentArea>("consent");
}
