using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Dsr.Tests;

/// <summary>A mail server of a test's own, on loopback: takes every mail and keeps it.</summary>
public sealed partial class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Received> _mails = new();
    private readonly Task _listening;

    public SmtpSink()
    {
        _listener.Start();
        _listening = ListenAsync();
    }

    /// <summary>A mail as it came over the wire, its text decoded.</summary>
    public sealed record Received(string From, string To, string Raw)
    {
        public string Subject => Header("Subject");

        public string Text
        {
            get
            {
                var body = Raw.Split("\r\n\r\n", 2)[^1];
                return Header("Content-Transfer-Encoding").ToLowerInvariant() switch
                {
                    "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body.ReplaceLineEndings(""))),
                    "quoted-printable" => Encoding.UTF8.GetString([.. Unquote(body)]),
                    _ => body,
                };
            }
        }

        private string Header(string name) => Raw.Split("\r\n\r\n", 2)[0].Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";

        private static IEnumerable<byte> Unquote(string body)
        {
            var text = body.Replace("=\r\n", "", StringComparison.Ordinal);
            for (var at = 0; at < text.Length; at++)
            {
                if (text[at] != '=') yield return (byte)text[at];
                else
                {
                    yield return Convert.ToByte(text.Substring(at + 1, 2), 16);
                    at += 2;
                }
            }
        }
    }

    /// <summary>What DSR_SMTP should be.</summary>
    public string Address => $"smtp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<Received> Mails => [.. _mails];

    /// <summary>Waits until a mail lands that is meant.</summary>
    public async Task<Received> WaitAsync(Func<Received, bool> meant, TimeSpan? atMost = null)
    {
        var until = DateTimeOffset.UtcNow + (atMost ?? TimeSpan.FromSeconds(20));
        while (DateTimeOffset.UtcNow < until)
        {
            if (_mails.FirstOrDefault(meant) is { } mail) return mail;
            await Task.Delay(50);
        }
        throw new TimeoutException($"No such mail among {_mails.Count}: {string.Join(" | ", _mails.Select(mail => $"{mail.To}: {mail.Subject}"))}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _listening;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => TalkAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        var (from, to) = ("", "");
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync() is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "MAIL") from = Within().Match(line).Groups["within"].Value;
            if (verb == "RCPT") to = Within().Match(line).Groups["within"].Value;
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var raw = new StringBuilder();
                while (await reader.ReadLineAsync() is { } data && data != ".") raw.Append(data.StartsWith("..", StringComparison.Ordinal) ? data[1..] : data).Append("\r\n");
                _mails.Enqueue(new Received(from, to, raw.ToString()));
            }
            await writer.WriteLineAsync(verb == "QUIT" ? "221 bye" : "250 sink");
            if (verb == "QUIT") return;
        }
    }

    [GeneratedRegex("<(?<within>[^>]*)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Within();
}
