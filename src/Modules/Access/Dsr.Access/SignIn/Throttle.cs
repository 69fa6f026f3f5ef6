using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Access;

/// <summary>
/// Slows guessing down and locks nobody out (security.md 3.1): an account has five free tries, then waits of 1, 2, 4 … 300 seconds and
/// ten tries in five minutes at most; an address has thirty failures in five minutes. A try is counted before it is judged, so that many at once count too.
/// </summary>
internal sealed class Throttle(IServiceScopeFactory scopes)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(30);

    public static string Account(string email) => "account " + Secret.HashOf(email);

    public static string Code(Guid userId) => "code " + Secret.HashOf(userId.ToString("N"));

    public static string Address(string address) => "address " + Secret.HashOf(address);

    /// <summary>Counts a try; answers how long to wait when there may be none now.</summary>
    public async Task<TimeSpan?> TakeAsync(params string[] names)
    {
        // its own scope: a repeated idempotency key must not pass a try off as counted
        await using var scope = scopes.CreateAsyncScope();
        TimeSpan? wait = null;
        await scope.ServiceProvider.GetRequiredService<Db>().WriteAsync(async work =>
        {
            var counted = new List<Row>();
            foreach (var name in names)
            {
                var row = await work.FirstAsync<Row>(
                    """
                    select name, failures, window_at, window_failures, blocked_until, last_at
                    from access_throttle
                    where name = @name
                    """, new { name }) ?? new Row(name, 0, work.Now, 0, work.Now, work.Now);
                if (row.BlockedUntil > work.Now && (wait is null || row.BlockedUntil - work.Now > wait)) wait = row.BlockedUntil - work.Now;
                counted.Add(Next(row, work.Now));
            }
            if (wait is not null) return;

            foreach (var row in counted)
            {
                await work.ExecuteAsync(
                    """
                    insert into access_throttle (name, failures, window_at, window_failures, blocked_until, last_at)
                    values (@Name, @Failures, @WindowAt, @WindowFailures, @BlockedUntil, @LastAt)
                    on conflict (name) do update set failures = @Failures, window_at = @WindowAt, window_failures = @WindowFailures, blocked_until = @BlockedUntil, last_at = @LastAt
                    """, row);
            }
        });
        return wait;
    }

    /// <summary>It was right: the account starts afresh, and the address has this try back.</summary>
    public async Task WasRightAsync(string account, string address)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Db>().WriteAsync(async work =>
        {
            await work.ExecuteAsync("delete from access_throttle where name = @account", new { account });
            await work.ExecuteAsync("update access_throttle set window_failures = window_failures - 1, blocked_until = @Now where name = @address and window_failures > 0", new { address, work.Now });
        });
    }

    private static Row Next(Row row, DateTimeOffset now)
    {
        var failures = now - row.LastAt > Forgotten ? 1 : row.Failures + 1;
        var fresh = now - row.WindowAt >= Window;
        var (windowAt, inWindow) = fresh ? (now, 1) : (row.WindowAt, row.WindowFailures + 1);
        var isAddress = row.Name.StartsWith("address", StringComparison.Ordinal);
        var pause = isAddress || failures < 5 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(failures - 5, 9))));
        var until = now + pause;
        if (inWindow >= (isAddress ? 30 : 10) && windowAt + Window > until) until = windowAt + Window;
        return row with { Failures = failures, WindowAt = windowAt, WindowFailures = inWindow, BlockedUntil = until, LastAt = now };
    }

    private sealed record Row(string Name, int Failures, DateTimeOffset WindowAt, int WindowFailures, DateTimeOffset BlockedUntil, DateTimeOffset LastAt);
}
