namespace Dsr.Referrals;

/// <summary>What a referral says about the person, in the person's own columns: written when it is sent, so that triage and the register read the same.</summary>
internal static class ReferralPerson
{
    public static Task FillAsync(Work work, Referral referral, IReadOnlyDictionary<string, Answer> answers)
    {
        var criteria = Of<DraftCriteriaPage.Form>(DraftCriteriaPage.Task);
        var details = Of<DraftDetailsPage.Form>(DraftDetailsPage.Task);
        var communication = Of<DraftCommunicationPage.Form>(DraftCommunicationPage.Task);
        var home = Of<DraftHomePage.Form>(DraftHomePage.Task);
        var worries = Of<DraftWorriesPage.Form>(DraftWorriesPage.Task);
        var tried = Of<DraftTriedPage.Form>(DraftTriedPage.Task);
        var actions = Of<DraftActionsPage.Form>(DraftActionsPage.Task);
        return work.ExecuteAsync(
            """
            update referrals_person
            set preferred_name = @PreferredName, address = @Address, postcode = @Postcode, local_authority = @LocalAuthority, gp_practice = @GpPractice,
              diagnosis = @Diagnosis, communication = @Communication, issues = @Issues, tried = @Tried, would_help = @WouldHelp, plan = @Plan, version = version + 1
            where id = @PersonId
            and state = 'candidate'
            """, new
            {
                referral.PersonId, PreferredName = Text(details.PreferredName), Address = home.NoFixedAddress ? "No fixed address" : Text(home.Address),
                Postcode = PostCode.TryParse(home.Postcode, out var postcode) ? postcode : null,
                LocalAuthority = home.LocalAuthority is "" or DraftWords.AnotherAuthority ? null : home.LocalAuthority, GpPractice = Text(home.GpPractice),
                Diagnosis = criteria.Diagnosis.Length == 0 ? "not-known" : criteria.Diagnosis, Communication = Lines(communication.How, communication.Adjustments),
                Issues = Lines(worries.Issues, worries.WhyNow), Tried = Lines(tried.HasBeen, tried.Helps), WouldHelp = Text(tried.CouldHelp), Plan = Text(actions.Proposed),
            });

        T Of<T>(string task) where T : new() => answers.TryGetValue(task, out var answer) ? answer.As<T>() : new T();
    }

    private static string? Text(string typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static string? Lines(params string[] parts) => Text(string.Join("\n\n", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part.Trim())));
}

/// <summary>Mail to who sent a referral. It names nobody.</summary>
internal static class ReferralMail
{
    public static async Task SendAsync(Work work, Referral referral, string template, string stage, Dictionary<string, string> values)
    {
        if (referral.StartedBy is not { } userId)
        {
            if (stage == "decided") await SelfMail.DecidedAsync(work, referral);
            return;
        }
        var to = await work.FirstAsync<Recipient>("select name, email from referrals_user where user_id = @userId and active = 1", new { userId });
        if (to is null) return;
        values["name"] = to.Name;
        values["reference"] = referral.Reference;
        values["path"] = Links.Referral(referral.Reference);
        await work.MailAsync(new Mail($"referral {Sql.Text(referral.Id)} {stage}", to.Email, template, values, referral.PersonId));
    }

    private sealed record Recipient(string Name, string Email);
}
