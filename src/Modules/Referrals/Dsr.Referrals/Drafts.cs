using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>What was answered to a task of a draft: the task's own form as JSON, and its row version.</summary>
internal sealed record Answer(string Task, string Content, bool Completed, int Version)
{
    public T As<T>() where T : new() => JsonSerializer.Deserialize<T>(Content) ?? new T();
}

/// <summary>The task list of a draft (8.1 step 2).</summary>
internal sealed record DraftTask(string Key, string Group, string Words)
{
    public const string Consent = "consent";
    public const string Tool = "rating";

    public static readonly IReadOnlyList<DraftTask> All =
    [
        new("person", "Check you can refer", "Who the referral is for"),
        new("referrer", "Check you can refer", "You and this referral"),
        new("criteria", "Check you can refer", "Criteria"),
        new(Consent, "Check you can refer", "Consent or best interests decision"),
        new("details", "About the person", "Personal details"),
        new("communication", "About the person", "Communication and reasonable adjustments"),
        new("home", "About the person", "Where they live and study"),
        new("network", "About the person", "Family, carers and professionals"),
        new("health", "About the person", "Health, legal status and history"),
        new("reviews", "Risk and support", "Earlier reviews and emergency meetings"),
        new(Tool, "Risk and support", "Rating tool"),
        new("worries", "Risk and support", "What worries you now and why now"),
        new("tried", "Risk and support", "What has been tried, what helps, what could help"),
        new("actions", "Risk and support", "Actions you propose"),
    ];

    /// <summary>The tasks that an area asks.</summary>
    public static IReadOnlyList<DraftTask> Of(ReferralsArea area) => area.Asks(OptionalFields.Reviews) ? All : [.. All.Where(task => task.Key != OptionalFields.Reviews)];
}

/// <summary>The open draft of one request, its answers, and the saving of one task: what every task page does the same way.</summary>
internal sealed class Drafts(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock)
{
    public Referral Draft { get; private set; } = null!;

    public IReadOnlyDictionary<string, Answer> Answers { get; private set; } = new Dictionary<string, Answer>();

    public ReferralsArea Area => areas[Draft.Area].Section<ReferralsArea>("referrals");

    public IReadOnlyList<DraftTask> Tasks => DraftTask.Of(Area);

    /// <summary>Whether the area asks this optional question.</summary>
    public bool Asks(string field) => Area.Asks(field);

    /// <summary>Where Back and Continue lead: the task list, or the answers that are being checked.</summary>
    public string Back(PageModel page) => page.Request.Query["return"] == "check" ? Links.Draft(page.RouteId(), "check") : Links.Draft(page.RouteId());

    /// <summary>Where the script of a task's form saves it.</summary>
    public string Autosave(string task) => Links.Draft(Draft.Id, task) + "/draft";

    /// <summary>Opens the viewer's own draft; false when there is none (anybody else's, sent, or expired).</summary>
    public async Task<bool> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await db.FirstAsync<Referral>(
            Referral.Select +
            """
            where r.id = @id
            and r.started_by = @UserId
            and r.state = 'draft'
            and r.expires_on >= @today
            """, new { id, viewer.UserId, today = clock.Today() }, cancellationToken);
        if (found is null) return false;

        Draft = found;
        Answers = await AnswersAsync(db, id, cancellationToken);
        await audit.ReadAsync("referrals.draft", [found.PersonId]);
        return true;
    }

    public static async Task<IReadOnlyDictionary<string, Answer>> AnswersAsync(Db db, Guid referralId, CancellationToken cancellationToken)
        => (await db.QueryAsync<Answer>(
            """
            select task, content, completed, version
            from referrals_answer
            where referral_id = @referralId
            """, new { referralId }, cancellationToken)).ToDictionary(answer => answer.Task, StringComparer.Ordinal);

    /// <summary>The task's form as it was saved last, and its row version (0 when never).</summary>
    public (T Form, int Version) Of<T>(string task) where T : new()
        => Answers.TryGetValue(task, out var answer) ? (answer.As<T>(), answer.Version) : (new T(), 0);

    /// <summary>What a task's page shows: what was saved, or what was typed; after a lost race with the version to save over.</summary>
    public (T Form, int Version) Shown<T>(PageModel page, string task, T typed, int version) where T : new()
    {
        var saved = Of<T>(task);
        if (HttpMethods.IsGet(page.Request.Method)) return saved;
        return (typed, page.Response.StatusCode == StatusCodes.Status409Conflict ? saved.Version : version);
    }

    /// <summary>Saves a task under the row version that its form carried; answers where the user goes next.</summary>
    public Task<string> SaveAsync<T>(PageModel page, string task, T form, bool completed, int version, Func<Work, Task>? also, CancellationToken cancellationToken) where T : notnull
    {
        var id = page.RouteId();
        return db.WriteAsync(async work =>
        {
            await PutAsync(work, id, task, form, completed, version);
            if (also is not null) await also(work);
            return Back(page);
        }, cancellationToken);
    }

    /// <summary>Keeps what is being typed, unjudged and so not completed; answers the new row version.</summary>
    public Task<string> KeepAsync(Guid id, string task, object form, int version, CancellationToken cancellationToken)
        => db.WriteAsync(async work =>
        {
            await PutAsync(work, id, task, form, completed: false, version);
            return (version + 1).ToString(CultureInfo.InvariantCulture);
        }, cancellationToken);

    private async Task PutAsync(Work work, Guid id, string task, object form, bool completed, int version)
    {
        // takes the draft: it cannot be sent while one of its tasks is being saved
        var draft = await work.FirstAsync<Taken>(
            """
            update referrals_referral
            set state = state
            where id = @id
            and started_by = @UserId
            and state = 'draft'
            and expires_on >= @today
            returning person_id, area
            """, new { id, viewer.UserId, today = clock.Today() }) ?? throw new LostRaceException();
        var kept = OptionalFields.Keep(form, areas[draft.Area].Section<ReferralsArea>("referrals"));
        await work.ChangeAsync(version == 0
            ? """
              insert into referrals_answer (referral_id, task, content, completed, saved_at, version)
              values (@id, @task, @content, @completed, @Now, 1)
              on conflict (referral_id, task) do nothing
              """
            : """
              update referrals_answer
              set content = @content, completed = @completed, saved_at = @Now, version = version + 1
              where referral_id = @id
              and task = @task
              and version = @version
              """, new { id, task, content = JsonSerializer.Serialize(kept, kept.GetType()), completed, work.Now, version });
        await work.AuditAsync("ReferralDraftSaved", id, draft.PersonId);
    }

    public string Status(DraftTask task, DateOnly today) => task.Key switch
    {
        "person" => "Completed",
        DraftTask.Consent => Draft.AuthorityInForce(today) ? "Completed" : "Not yet started",
        DraftTask.Tool => Draft.ToolCompleted ? "Completed" : "Not yet started",
        _ => !Answers.TryGetValue(task.Key, out var answer) ? "Not yet started" : answer.Completed ? "Completed" : "In progress",
    };

    public IReadOnlyList<DraftTask> Missing(DateOnly today) => [.. Tasks.Where(task => Status(task, today) != "Completed")];

    private sealed record Taken(Guid PersonId, string Area);
}
