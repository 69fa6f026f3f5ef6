using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Consent;

/// <summary>Consent and other lawful authority to be on the register: who decided, how, until when.</summary>
public sealed class ConsentModule : Module
{
    private static readonly IReadOnlyList<(string Page, string Route)> Assessments =
        [("StartAssessment", ""), ("ShowAssessment", "/{assessment:guid}"), ("FinishAssessment", "/{assessment:guid}/finish"), ("AssessmentRecord", "/{assessment:guid}/record"), ("AnswerTask", "/{assessment:guid}/{task}")];

    /// <inheritdoc />
    public override void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<OpenDecision>();
        services.AddScoped<AuthorityOfPerson>();
        // after ASP.NET's own set-up, which starts the conventions anew
        services.PostConfigure<RazorPagesOptions>(pages =>
        {
            // a draft referral is decided about on the same pages
            pages.Conventions.AddPageRoute("/Consent/AskByLink/AskByLink", "/referrals/draft/{id:guid}/consent/link");
            pages.Conventions.AddPageRoute("/Consent/ShowReply/ShowReply", "/referrals/draft/{id:guid}/consent/replies/{reply:guid}");
            pages.Conventions.AddPageRoute("/Consent/AnswerByLink/AnswerByLink", "/easy/consent/{token}");
            pages.Conventions.AddPageRoute("/Consent/ShowEntry/ShowEntry", "/easy/my-entry/{token}");
            pages.Conventions.AddPageRoute("/Consent/StopSharing/StopSharing", "/easy/stop");
            pages.Conventions.AddPageRoute("/Consent/RefuseDecision/RefuseDecision", "/referrals/draft/{id:guid}/consent/no");
            pages.Conventions.AddPageRoute("/Consent/AskByLink/AskByLink", "/people/{ref}/authority/entry-link");
            pages.Conventions.AddPageRoute("/Consent/AskByLink/AskByLink", "/people/{ref}/authority/cetr/{cetr:guid}/link");
            foreach (var (page, route) in Assessments) pages.Conventions.AddPageRoute("/Consent/AssessCapacity/" + page, "/people/{ref}/authority/cetr/{cetr:guid}/best-interests" + route);
            foreach (var (page, route) in Assessments) pages.Conventions.AddPageRoute("/Consent/AssessCapacity/" + page, "/referrals/draft/{id:guid}/consent/best-interests" + route);
        });
        services.AddSingleton(new PersonTab("Authority", "authority", 40, Roles.Clinical));
    }

    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<ConsentArea>("consent");
}
