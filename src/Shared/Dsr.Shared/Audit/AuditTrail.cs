using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dsr.Shared;

/// <summary>One row of the audit: ids only. Values and reasons stand in the modules' histories, to which it points.</summary>
public sealed record AuditRow(
    Guid Id, DateTimeOffset At, string Kind, string Action, Guid? ActorId, Guid? ActingOrgId,
    string? Role, Guid? SessionId, string? AddressPrefix, string? Basis, Guid? ObjectId, Guid? PersonId, string? People, long? Seal);

/// <summary>Writes the audit of one request. A read's row is durable before the answer leaves; no row, no answer.</summary>
public sealed class AuditTrail(AuditQueue queue, Viewer viewer, CurrentPerson person, TimeProvider clock)
{
    internal const string Insert =
        """
        insert into shared_audit (id, at, kind, action, actor_id, acting_org_id, role, session_id, address_prefix, basis, object_id, person_id, people)
        values (@Id, @At, @Kind, @Action, @ActorId, @ActingOrgId, @Role, @SessionId, @AddressPrefix, @Basis, @ObjectId, @PersonId, @People)
        """;

    internal const string InsertOnce = Insert + "\non conflict (id) do nothing";

    /// <summary>True when this request has written an act on the open person, whether or not it was committed.</summary>
    public bool HasAct { get; private set; }

    /// <summary>Records that the open person was looked at by a page. Completes when the row is durable.</summary>
    public Task ReadAsync(string action) => queue.AppendAsync(Row("read", action, null, person.Id, clock.GetUtcNow()));

    /// <summary>Records that a list showed these people: one row with all their ids. Completes when it is durable.</summary>
    public Task ReadAsync(string action, IEnumerable<Guid> people)
    {
        var ids = string.Join(' ', people.Select(Sql.Text));
        return ids.Length == 0 ? Task.CompletedTask : queue.AppendAsync(Row("read", action, null, null, clock.GetUtcNow()) with { People = ids });
    }

    /// <summary>Records that the audit itself was asked, and about whom. Completes when it is durable.</summary>
    public Task AskedAsync(string action, Guid? personId) => queue.AppendAsync(Row("read", action, null, personId, clock.GetUtcNow()));

    /// <summary>Records a refusal: the permission or the person that was asked for.</summary>
    public Task DeniedAsync(string action, Guid? personId) => queue.AppendAsync(Row("denied", action, null, personId, clock.GetUtcNow()));

    internal AuditRow ActRow(string action, Guid? objectId, Guid? personId, DateTimeOffset at)
    {
        HasAct |= person.IsSomebody && personId == person.Id;
        return Row("write", action, objectId, personId, at);
    }

    private AuditRow Row(string kind, string action, Guid? objectId, Guid? personId, DateTimeOffset at)
        => new(Ids.New(at), at, kind, action,
            viewer.IsSomebody ? viewer.UserId : null, viewer.IsSomebody ? viewer.OrganisationId : null, viewer.IsSomebody ? viewer.Role : null,
            viewer.IsSomebody ? viewer.SessionId : null, viewer.AddressPrefix.Length == 0 ? null : viewer.AddressPrefix,
            person.IsSomebody && personId == person.Id ? person.Basis : null, objectId, personId, null, null);
}

/// <summary>Looks that arrive together share one flush: whoever waits is released when the batch that holds their row is durable.</summary>
public sealed partial class AuditQueue(Database database, ILogger<AuditQueue> log) : BackgroundService
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(2);
    private readonly Channel<(AuditRow Row, TaskCompletionSource Done)> _waiting = Channel.CreateBounded<(AuditRow, TaskCompletionSource)>(10_000);

    internal async Task AppendAsync(AuditRow row)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync((row, done));
        await done.Task;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<(AuditRow Row, TaskCompletionSource Done)>();
        var last = 0L;
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // under load those who come within two milliseconds share a flush; somebody alone does not wait
            if (Stopwatch.GetElapsedTime(last) is var since && since < Apart) await Task.Delay(Apart - since, CancellationToken.None);
            last = Stopwatch.GetTimestamp();
            batch.Clear();
            while (batch.Count < 500 && _waiting.Reader.TryRead(out var next)) batch.Add(next);
            try
            {
                await database.KeepLooksAsync(batch.ConvertAll(entry => entry.Row));
                foreach (var (_, done) in batch) done.SetResult();
            }
            catch (Exception exception)
            {
                // whoever came while these waited for a busy database would wait as long again, and those behind them longer still
                while (exception is BusyException && _waiting.Reader.TryRead(out var next)) batch.Add(next);
                LogFailed(log, exception.GetType().Name, batch.Count);
                foreach (var (_, done) in batch) done.SetException(new BusyException("The audit could not be written."));
            }
        }
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit of {Count} reads could not be written: {Problem}")]
    private static partial void LogFailed(ILogger log, string problem, int count);
}
