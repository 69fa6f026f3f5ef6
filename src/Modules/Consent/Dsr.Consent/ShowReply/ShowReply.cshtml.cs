namespace Dsr.Consent;

/// <summary>What somebody answered by a link, for whoever records it.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class ShowReplyPage(Db db, OpenDecision open) : PageModel, ILoads
{
    public DecisionFacts Facts { get; private set; } = null!;

    public ReplyRow Row { get; private set; } = null!;

    public DateOnly CallBy => Row.RepliedAt.LondonDate().AddWorkingDays(LinkRules.CallBackWorkingDays);

    public string Back => open.IsOnRegister ? open.Start : open.Start + "/consent";

    /// <summary>The form with what was answered in it. A route that is not lawful at the age is refused there.</summary>
    public string RecordPage => $"{(Row.CetrId is { } cetr ? $"{open.Start}/cetr/{cetr}/yes/{LinkRules.Kind(Row.Respondent)}" : open.Record(LinkRules.Kind(Row.Respondent)))}?reply={Row.Id}";

    [BindProperty(SupportsGet = true)]
    public Guid Reply { get; set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts || await db.FirstAsync<ReplyRow>(ReplyRow.Sql, new { facts.PersonId, Reply }, cancellationToken) is not { } row) return false;
        (Facts, Row) = (facts, row);
        return true;
    }
}

/// <summary>An answer by a link.</summary>
internal sealed record ReplyRow(
    Guid Id, string Answer, string Respondent, bool Easy, string Name, string Relation, string Phone, bool Advocate, string MayBeTold, string ChildsView, string NoticeVersion,
    DateTimeOffset RepliedAt, DateTimeOffset? DoneAt, string? DoneBySignature, string? DoneWords, Guid? CetrId, string ChildAgrees)
{
    public const string Sql =
        """
        select id, answer, respondent, easy, name, relation, phone, advocate, may_be_told, childs_view, notice_version, replied_at, done_at, done_by_signature, done_words, cetr_id, child_agrees
        from consent_reply
        where person_id = @PersonId
        and id = @Reply
        """;

    private const string End =
        """
        update consent_reply
        set done_at = @Now, done_by_signature = @Signature, done_words = 'A decision was recorded.'
        where person_id = @personId
        and coalesce(cetr_id, @Empty) = @about
        and answer = 'yes'
        and done_at is null
        """;

    private const string EndTasks =
        """
        update consent_task
        set done_at = @Now, done_by_signature = @Signature
        where done_at is null
        and reply_id in (
          select id
          from consent_reply
          where person_id = @personId
          and coalesce(cetr_id, @Empty) = @about
          and answer = 'yes'
        )
        """;

    /// <summary>A decision was recorded, about a C(E)TR or about being on the register: what was agreed to by link is dealt with.</summary>
    public static async Task EndAsync(Work work, Guid personId, Guid? cetrId, Viewer viewer)
    {
        var of = new { work.Now, viewer.Signature, personId, Guid.Empty, about = cetrId ?? Guid.Empty };
        await work.ExecuteAsync(End, of);
        await work.ExecuteAsync(EndTasks, of);
    }

    /// <summary>Puts what was answered into the form of the decision, for whoever records it to check.</summary>
    public void Fill(DecisionForm form)
    {
        form.DecidedOn = RepliedAt.LondonDate();
        form.DecidedBy = Respondent == "parent" ? Name : "";
        form.Relationship = Respondent == "parent" ? Relation : "";
        form.HowGiven = "link";
        form.GivenToHelp = Easy ? [DecisionWords.Notice, "easy-read"] : [DecisionWords.Notice];
        form.Evidence = $"Answered \"{AnswerByLinkPage.AnswerWords(Answer)}\" on the page we sent, as {Name} ({Relation}), on {Words.DateTime(RepliedAt)}.";
        form.ChildsView = ChildsView;
        form.ChildAgrees = ChildAgrees;
        form.MayBeTold = [.. MayBeTold.Split(',', StringSplitOptions.RemoveEmptyEntries)];
    }
}
