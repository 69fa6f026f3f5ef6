using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dsr.Shared;

/// <summary>Rung when a committed act left mail in the outbox.</summary>
public sealed class OutboxBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0);

    /// <summary>Rings.</summary>
    public void Ring()
    {
        if (_rung.CurrentCount == 0) _rung.Release();
    }

    /// <inheritdoc />
    public void Dispose() => _rung.Dispose();

    internal Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _rung.WaitAsync(atMost, cancellationToken);
}

/// <summary>
/// Sends what is due. SMTP has no exactly-once: a mail goes at least once, never two different ones for one key, and a second copy only
/// when the process dies between the server's yes and our commit; both copies then carry the same Message-ID.
/// </summary>
public sealed partial class SendMail(Db db, Settings settings, TimeProvider clock, ILogger<SendMail> log)
{
    private const int MostAttempts = 8;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Sends every mail that is due; answers how many left.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await ForgetAsync(cancellationToken);
        var sent = 0;
        var due = await db.QueryAsync<Row>(
            """
            select id, mail_key, to_address, subject, body, attempts
            from shared_outbox
            where state in ('due', 'sending') and due_at <= @Now
            order by due_at
            limit 200
            """, new { Now = clock.GetUtcNow() }, cancellationToken);
        foreach (var mail in due)
        {
            if (!await ClaimAsync(mail, cancellationToken)) continue;
            try
            {
                await SendAsync(mail, cancellationToken);
            }
            catch (Exception exception) when (exception is SmtpException or IOException or InvalidOperationException)
            {
                await PutOffAsync(mail, exception, cancellationToken);
                continue;
            }
            await db.WriteAsync(work => work.ExecuteAsync("update shared_outbox set state = 'sent', sent_at = @Now, problem = null where id = @Id", new { work.Now, mail.Id }), cancellationToken);
            sent++;
        }
        return sent;
    }

    /// <summary>A mail can carry a link that opens something. What was sent, or never will be, keeps its subject and loses its words, so that no link stands in the database or a backup.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        const string Which = "state in ('sent', 'cancelled') and body <> '' and queued_at < @before";
        var before = clock.GetUtcNow() - Kept;
        if (await db.FirstAsync<Guid?>($"select id from shared_outbox where {Which} limit 1", new { before }, cancellationToken) is null) return;
        await db.WriteAsync(work => work.ExecuteAsync($"update shared_outbox set body = '' where {Which}", new { before }), cancellationToken);
    }

    /// <summary>One sender takes it: the claim moves its due time past a crash, and a mail that was cancelled meanwhile is not taken.</summary>
    private async Task<bool> ClaimAsync(Row mail, CancellationToken cancellationToken)
    {
        var claimed = 0;
        await db.WriteAsync(async work => claimed = await work.ExecuteAsync(
            """
            update shared_outbox
            set state = 'sending', attempts = attempts + 1, due_at = @Again
            where id = @Id and attempts = @Attempts and state in ('due', 'sending')
            """, new { mail.Id, mail.Attempts, Again = work.Now.AddMinutes(2) }), cancellationToken);
        return claimed == 1;
    }

    private Task PutOffAsync(Row mail, Exception exception, CancellationToken cancellationToken)
    {
        LogFailed(log, mail.Id, exception.GetType().Name, mail.Attempts + 1);
        return db.WriteAsync(work => work.ExecuteAsync(
            """
            update shared_outbox
            set state = @State, due_at = @Again, problem = @Problem
            where id = @Id and state = 'sending'
            """, new
            {
                mail.Id,
                State = mail.Attempts + 1 >= MostAttempts || exception is SmtpFailedRecipientException ? "parked" : "due",
                Again = work.Now.AddMinutes(Math.Pow(2, mail.Attempts)),
                Problem = exception.GetType().Name,
            }), cancellationToken);
    }

    private async Task SendAsync(Row mail, CancellationToken cancellationToken)
    {
        using var message = new MailMessage(settings.From, mail.ToAddress, mail.Subject, mail.Body) { BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        message.Headers.Add("Message-ID", Outbox.MessageId(mail.MailKey, settings.From));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = Client();
        await client.SendMailAsync(message, cancellationToken);
    }

    private SmtpClient Client()
    {
        if (settings.Smtp == "folder")
        {
            var folder = Path.Combine(settings.Data, "mail");
            Directory.CreateDirectory(folder);
            return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder };
        }
        var server = new Uri(settings.Smtp);
        var client = new SmtpClient(server.Host, server.IsDefaultPort || server.Port < 0 ? 25 : server.Port) { EnableSsl = !server.IsLoopback, Timeout = 10_000 };
        if (server.UserInfo.Split(':') is [var user, var password]) client.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        return client;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} did not leave: {Problem}, try {Attempt}")]
    private static partial void LogFailed(ILogger log, Guid id, string problem, int attempt);

    private sealed record Row(Guid Id, string MailKey, string ToAddress, string Subject, string Body, int Attempts);
}

/// <summary>Runs <see cref="SendMail"/> when the bell rings, and every ten seconds.</summary>
public sealed partial class MailSender(IServiceScopeFactory scopes, OutboxBell bell, ILogger<MailSender> log) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bell.WaitAsync(TimeSpan.FromSeconds(10), stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(log, exception.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail could not be sent: {Problem}")]
    private static partial void LogFailed(ILogger log, string problem);
}
