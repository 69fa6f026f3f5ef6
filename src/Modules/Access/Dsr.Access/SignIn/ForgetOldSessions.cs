namespace Dsr.Access;

/// <summary>Sessions that are over, invitations long past and counts of failed log-ins go; nothing depends on when.</summary>
internal sealed class ForgetOldSessions(Db db) : IRecurringJob
{
    public string Name => "forget-old-sessions";

    public string What => "Deletes sessions that are over, invitations that ended 30 days ago and counts of failed log-ins";

    public Schedule When => Schedule.Every(30);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var forgotten = 0;
        await db.WriteAsync(async work =>
        {
            forgotten += await work.ExecuteAsync("delete from access_session where created_at < @over", new { over = work.Now - Sessions.Longest });
            forgotten += await work.ExecuteAsync("delete from access_throttle where last_at < @over", new { over = work.Now.AddHours(-1) });
            forgotten += await work.ExecuteAsync("delete from access_invitation where expires_at < @over", new { over = work.Now.AddDays(-30) });
        }, cancellationToken);
        return forgotten;
    }
}
