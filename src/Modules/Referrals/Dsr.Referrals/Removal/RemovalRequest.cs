namespace Dsr.Referrals;

/// <summary>A request that somebody comes off the register, with what the team needs to decide it.</summary>
internal sealed record RemovalRequest(
    Guid PersonId, string Reference, string FirstName, string LastName, string? PreferredName, string? Rating, DateOnly? RatingSinceOn, string Reason, string State, DateTimeOffset AskedAt, Guid AskedBy, string AskedBySignature,
    string? Conversation, DateOnly? ConversationOn, string? ConversationWho, string? ConversationSaid, string? TakenOverBy, DateOnly? DiedOn,
    DateTimeOffset? DecidedAt, string? DecidedBySignature, string? WhyNot, string? Told, DateOnly? ToldOn, string? Signposting, int Version)
{
    public string CalledBy => string.IsNullOrEmpty(PreferredName) ? FirstName : PreferredName;

    public static Task<RemovalRequest?> FindAsync(Db db, Guid id, string area, CancellationToken cancellationToken)
        => db.FirstAsync<RemovalRequest>(
            """
            select r.person_id, p.reference, p.first_name, p.last_name, p.preferred_name, p.rating, p.rating_since_on, r.reason, r.state, r.asked_at, r.asked_by, r.asked_by_signature,
              r.conversation, r.conversation_on, r.conversation_who, r.conversation_said, r.taken_over_by, r.died_on,
              r.decided_at, r.decided_by_signature, r.why_not, r.told, r.told_on, r.signposting, r.version
            from referrals_removal as r
            join referrals_person as p on p.id = r.person_id
            where r.id = @id
            and r.area = @area
            """, new { id, area }, cancellationToken);
}

/// <summary>Who asked is told that there is an answer. The mail names nobody, and is about no person, so that nothing cancels it.</summary>
internal static class RemovalMail
{
    public static async Task SendAsync(Work work, Guid removalId, Guid askedBy, Guid decidedBy)
    {
        if (askedBy == decidedBy || await work.FirstAsync<Recipient>("select name, email from referrals_user where user_id = @askedBy and active = 1", new { askedBy }) is not { } to) return;
        await work.MailAsync(new Mail($"removal {removalId} decided", to.Email, "removal-decided", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = to.Name, ["path"] = Links.Home }));
    }

    private sealed record Recipient(string Name, string Email);
}
