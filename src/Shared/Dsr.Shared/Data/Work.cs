using System.Collections.Concurrent;
using System.Reflection;
using Dapper;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Shared;

/// <summary>An open write: SQL, notifications, audit and mail of one transaction.</summary>
public sealed class Work
{
    private readonly WriteTurn _turn;
    private readonly IServiceProvider _services;
    private readonly Queue<INotification> _heard = new();
    private bool _publishing;
    private bool _mailed;

    internal Work(WriteTurn turn, IServiceProvider services)
    {
        _turn = turn;
        _services = services;
        Now = services.GetRequiredService<TimeProvider>().GetUtcNow();
    }

    /// <summary>The moment of the act, the same for all that it writes.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
        => (await _turn.Connection.QueryAsync<T>(sql, parameters, _turn.Transaction)).AsList();

    /// <summary>The first row, or the default where there is none.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? parameters = null)
        => _turn.Connection.QueryFirstOrDefaultAsync<T>(sql, parameters, _turn.Transaction);

    /// <summary>Runs a statement; answers the number of rows.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null)
        => _turn.Connection.ExecuteAsync(sql, parameters, _turn.Transaction);

    /// <summary>Runs a statement that is guarded by the row version the form carried; throws <see cref="LostRaceException"/> when it finds no row.</summary>
    public async Task ChangeAsync(string sql, object parameters)
    {
        if (await ExecuteAsync(sql, parameters) == 0) throw new LostRaceException();
    }

    /// <summary>
    /// Tells every subscriber, in this transaction, and writes the audit row of the act. What a subscriber publishes is heard after all
    /// have heard the present one. A subscriber that throws undoes the act.
    /// </summary>
    public async Task PublishAsync(INotification notification)
    {
        _heard.Enqueue(notification);
        if (_publishing) return;

        _publishing = true;
        try
        {
            while (_heard.TryDequeue(out var next))
            {
                await _services.GetRequiredService<IMediator>().Publish(next);
                var about = About.Of(next);
                await AuditAsync(next.GetType().Name, about.ObjectId, about.PersonId);
            }
        }
        finally
        {
            _publishing = false;
        }
    }

    /// <summary>Writes an audit row of the act. Notifications write their own: this is for acts that tell nobody.</summary>
    public Task AuditAsync(string action, Guid? objectId = null, Guid? personId = null)
        => ExecuteAsync(AuditTrail.Insert, _services.GetRequiredService<AuditTrail>().ActRow(action, objectId, personId ?? OpenPerson, Now));

    /// <summary>Puts a mail into the outbox, once for its key: a second one with the same key is dropped. Answers whether it was put in.</summary>
    public async Task<bool> MailAsync(Mail mail)
    {
        _mailed = true;
        return await ExecuteAsync(Outbox.Insert, Outbox.Row(mail, _services.GetRequiredService<MailTemplates>(), _services.GetRequiredService<Settings>(), Now)) == 1;
    }

    /// <summary>Cancels every mail about the person that has not left yet (consent withdrawn, removed, died).</summary>
    public Task CancelMailAsync(Guid personId)
        => ExecuteAsync("update shared_outbox set state = 'cancelled' where person_id = @personId and state in ('due', 'sending')", new { personId });

    /// <summary>Cancels mail about a person that waits for one address.</summary>
    public Task CancelMailAsync(Guid personId, string address)
        => ExecuteAsync("update shared_outbox set state = 'cancelled' where person_id = @personId and to_address = @address and state in ('due', 'sending')", new { personId, address });

    /// <summary>Takes the form's key for this write. A post of the same form at the same moment waits here until the first is done, and then finds the key taken.</summary>
    internal async Task<bool> TakeKeyAsync(string key)
        => await ExecuteAsync(
            """
            insert into shared_request_key (request_key, answer, made_at)
            values (@key, '', @Now)
            on conflict (request_key) do nothing
            """, new { key, Now }) == 1;

    internal Task<string?> EarlierAnswerAsync(string key)
        => FirstAsync<string>("select answer from shared_request_key where request_key = @key", new { key });

    internal Task<int> KeepAnswerAsync(string key, string answer)
        => ExecuteAsync("update shared_request_key set answer = @answer where request_key = @key", new { key, answer });

    internal void Committed()
    {
        if (_mailed) _services.GetRequiredService<OutboxBell>().Ring();
    }

    private Guid? OpenPerson => _services.GetRequiredService<CurrentPerson>() is { IsSomebody: true } person ? person.Id : null;

    /// <summary>What a notification is about, read from its first id and its PersonId.</summary>
    private sealed record About(Guid? ObjectId, Guid? PersonId)
    {
        private static readonly ConcurrentDictionary<Type, (PropertyInfo? Object, PropertyInfo? Person)> Known = new();

        public static About Of(INotification notification)
        {
            var (thing, person) = Known.GetOrAdd(notification.GetType(), static type =>
            {
                var ids = type.GetProperties().Where(property => property.PropertyType == typeof(Guid)).ToList();
                return (ids.FirstOrDefault(), ids.Find(property => property.Name == "PersonId"));
            });
            return new About((Guid?)thing?.GetValue(notification), (Guid?)person?.GetValue(notification));
        }
    }
}
