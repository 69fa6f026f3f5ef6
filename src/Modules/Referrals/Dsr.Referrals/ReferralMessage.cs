namespace Dsr.Referrals;

/// <summary>What the DSR team and the sender of a referral wrote to each other. While a question waits, the clocks stand still.</summary>
internal sealed record ReferralMessage(Guid Id, string Kind, DateTimeOffset At, string Who, string Body, DateOnly? AnswerByOn, DateTimeOffset? ClosedAt)
{
    public const string Question = "question";
    public const string Answer = "answer";
    public const string Added = "added";

    public string Title => Kind switch { Question => "Question", Answer => "Answer", _ => "Information added" };
}

internal static class ReferralMessages
{
    private const string Select =
        """
        select id, kind, at, who, body, answer_by_on, closed_at
        from referrals_message
        where referral_id = @referralId
        order by at, id
        """;

    public static Task<IReadOnlyList<ReferralMessage>> ListAsync(Db db, Guid referralId, CancellationToken cancellationToken) => db.QueryAsync<ReferralMessage>(Select, new { referralId }, cancellationToken);

    /// <summary>When the clocks of a referral stood still; what another area asked before it passed the referral on does not count here.</summary>
    public static IReadOnlyList<ReferralClock.Pause> Pauses(this IEnumerable<ReferralMessage> messages, Referral referral)
        => [.. messages.Where(message => message.Kind == ReferralMessage.Question && message.At >= referral.SubmittedAt).Select(question => new ReferralClock.Pause(question.At, question.ClosedAt))];

    /// <summary>A question to whoever sent the referral: its clocks stand still from now.</summary>
    public static async Task AskAsync(Work work, Referral referral, int version, string who, string question, DateOnly answerBy)
    {
        var id = await WaitAsync(work, referral, version, who, question, answerBy);
        await ReferralMail.SendAsync(work, referral, "referral-question", "question " + Sql.Text(id), new Dictionary<string, string> { ["date"] = Words.Date(answerBy) });
    }

    /// <summary>The question without the mail.</summary>
    public static async Task<Guid> WaitAsync(Work work, Referral referral, int version, string who, string question, DateOnly answerBy)
    {
        await work.ChangeAsync(
            """
            update referrals_referral
            set waiting_since = @Now, version = version + 1
            where id = @Id
            and version = @version
            and state = 'submitted'
            and waiting_since is null
            """, new { referral.Id, version, work.Now });
        var id = await AddAsync(work, referral.Id, ReferralMessage.Question, who, question, answerBy);
        await work.AuditAsync("ReferralQuestionAsked", referral.Id, referral.PersonId);
        return id;
    }

    /// <summary>An answer, from the sender or written down by the team: the clocks go on from now.</summary>
    public static async Task AnswerAsync(Work work, Referral referral, ReferralsArea area, int version, string who, string answer)
    {
        await AddAsync(work, referral.Id, ReferralMessage.Answer, who, answer, null);
        await CloseAsync(work, referral);
        var pauses = (await work.QueryAsync<ReferralMessage>(Select, new { referralId = referral.Id })).Pauses(referral);
        var decideByOn = area.Clocks.Decision.Read(referral.SubmittedAt!.Value, pauses, work.Now).DueOn;
        await work.ChangeAsync(
            """
            update referrals_referral
            set waiting_since = null, decide_by_on = @decideByOn, version = version + 1
            where id = @Id
            and version = @version
            and state = 'submitted'
            and waiting_since is not null
            """, new { referral.Id, version, decideByOn });
        await work.AuditAsync("ReferralQuestionAnswered", referral.Id, referral.PersonId);
    }

    /// <summary>What the sender wants the team to know as well.</summary>
    public static async Task InformAsync(Work work, Referral referral, int version, string who, string words)
    {
        await work.ChangeAsync(
            """
            update referrals_referral
            set version = version + 1
            where id = @Id
            and version = @version
            and state = 'submitted'
            """, new { referral.Id, version });
        await AddAsync(work, referral.Id, ReferralMessage.Added, who, words, null);
        await work.AuditAsync("ReferralInformationAdded", referral.Id, referral.PersonId);
    }

    /// <summary>A question that is answered, or that a decision made needless, waits no longer.</summary>
    public static async Task CloseAsync(Work work, Referral referral)
    {
        await work.ExecuteAsync("update referrals_message set closed_at = @Now where referral_id = @Id and kind = 'question' and closed_at is null", new { referral.Id, work.Now });
        await work.ExecuteAsync("update referrals_referral set waiting_since = null where id = @Id and state <> 'submitted'", new { referral.Id });
    }

    private static async Task<Guid> AddAsync(Work work, Guid referralId, string kind, string who, string body, DateOnly? answerByOn)
    {
        var id = Ids.New(work.Now);
        await work.ExecuteAsync(
            """
            insert into referrals_message (id, referral_id, kind, at, who, body, answer_by_on)
            values (@id, @referralId, @kind, @Now, @who, @body, @answerByOn)
            """, new { id, referralId, kind, work.Now, who, body, answerByOn });
        return id;
    }
}
