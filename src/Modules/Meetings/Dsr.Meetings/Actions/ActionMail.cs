namespace Dsr.Meetings;

/// <summary>Mail about actions to those who own them. It names nobody the action is about.</summary>
internal static class ActionMail
{
    private const string Owner =
        """
        select u.name, u.email
        from meetings_user u
        where u.id = @owner and u.active = 1
          and not exists (
            select 1
            from meetings_shut_out s
            where s.person_id = @person and s.organisation_id = u.organisation_id)
        """;

    public static Task AgreedAsync(Work work, Guid action, Guid person, Guid? owner, DateOnly dueOn) => SendAsync(work, $"action-agreed {action}", "action-agreed", person, owner, dueOn);

    public static async Task<bool> SendAsync(Work work, string key, string template, Guid person, Guid? owner, DateOnly dueOn)
    {
        if (owner is null) return false;
        var user = await work.FirstAsync<User>(Owner, new { owner, person });
        if (user is null || !MailAddressRule.Allows(user.Email)) return false;
        return await work.MailAsync(new Mail(key, user.Email, template, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = user.Name, ["due"] = Words.Date(dueOn), ["path"] = Links.Home,
        }, person));
    }

    private sealed record User(string Name, string Email);
}
