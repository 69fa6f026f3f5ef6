using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Referrals;

/// <summary>The Referrals module.</summary>
public sealed class ReferralsModule : Module
{
    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<ReferralsArea>("referrals").Check<RatingScheme>("rating").Check<AgreeingKinds>("consent");

    /// <inheritdoc />
    public override void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new NavItem("Referrals", Links.Referrals, 20, Roles.Professional + "," + Roles.Team));
        services.AddScoped<Drafts>();
        services.AddScoped<Entry>();
        services.AddScoped<PeopleList>();
        services.AddScoped<FindPeople>();
        services.AddScoped<FindDuplicates>();
        services.AddScoped<SeedRegister>();
        services.AddScoped<SelfDrafts>();
        services.AddScoped<SelfMail>();
        services.AddScoped<PublicTries>();
        services.AddScoped<SendEnquiry>();
        // the same pages stand in easy read: each has a second address
        services.PostConfigure<RazorPagesOptions>(pages =>
        {
            pages.Conventions.AddPageRoute("/Referrals/SelfReferral/SelfStart", "/easy/self-referral");
            pages.Conventions.AddPageRoute("/Referrals/Enquiries/GiveFeedback", Links.Feedback(easy: true));
            pages.Conventions.AddPageRoute("/Referrals/Enquiries/Complain", Links.Complaint(easy: true));
            pages.Conventions.AddPageRoute("/Referrals/Enquiries/EnquirySent", "/easy/sent/{id:guid}");
            foreach (var (page, step) in new[] { ("SelfQuestion", "{step}"), ("SelfHelp", "help"), ("SelfCode", "code"), ("SelfSave", "save"), ("SelfCheck", "check"), ("SelfSent", "sent") })
                pages.Conventions.AddPageRoute("/Referrals/SelfReferral/" + page, "/easy/self-referral/{id:guid}/" + step);
        });
        services.AddSingleton(new NavItem("Home", Links.Home, 0, Roles.Everyone));
        services.AddSingleton(new NavItem("Register", Links.Register, 10, Roles.Team));
        services.AddSingleton(new NavItem("My people", Links.MyPeople, 10, Roles.Professional + "," + Roles.Chair));
        services.AddSingleton(new RequestList("Removals", Links.Removals, 20));
        services.AddSingleton(new RequestList("Removals decided", Links.Removals + "?decided=true", 21));
        services.AddSingleton(new RequestList("Moves between areas", Links.Transfers, 30));
        services.AddSingleton(new RequestList("Keyworking", Links.Keyworking, 40));
        services.AddSingleton(new RequestList("Training", Links.Training, 50));
        services.AddSingleton(new RequestList("Enquiries", Links.Enquiries, 60));
        services.AddSingleton(new PersonTab("Summary", "", 0, Roles.Clinical));
        services.AddSingleton(new PersonTab("Updates", "updates", 10, Roles.Clinical));
        services.AddSingleton(new PersonTab("Details", "details", 80, Roles.Clinical));
    }
}
