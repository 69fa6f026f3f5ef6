namespace Dsr.Consent;

/// <summary>What the DSR team has to do about consent, with a date: written by what happened, shown on home until it is done.</summary>
internal static class TaskList
{
    public const string Differ = "differ";
    public const string Override = "override";

    private const string Insert =
        """
        insert into consent_task (id, area, person_id, kind, words, reply_id, made_at, due_on)
        values (@Id, @area, @personId, @kind, @words, @replyId, @Now, @dueOn)
        """;

    private const string End =
        """
        update consent_task
        set done_at = @Now, done_by_signature = @signature
        where person_id = @personId
        and kind = @kind
        and done_at is null
        """;

    public static Task AddAsync(Work work, string area, Guid? personId, string kind, string words, DateOnly dueOn, Guid? replyId = null)
        => work.ExecuteAsync(Insert, new { Id = Ids.New(work.Now), area, personId, kind, words, replyId, work.Now, dueOn });

    public static Task EndAsync(Work work, Guid personId, string kind, string signature) => work.ExecuteAsync(End, new { work.Now, signature, personId, kind });

    /// <summary>A kind of task, as home says it.</summary>
    public static string Title(string kind) => kind switch
    {
        "reply-yes" => "Said yes by link",
        "reply-no" => "Said no by link",
        "reply-not-sure" => "Not sure: call back",
        "stop" => "Someone asked to stop sharing: phone them",
        "confirm-withdrawal" => "Confirm that sharing has stopped",
        "wrong" => "Says that something on their page is wrong",
        Differ => "Answers differ: talk to both",
        Override => "Look again at sharing without consent",
        "message" => "Sent the team a message",
        _ => kind,
    };
}
