using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Dsr.Tests.Reliability;

/// <summary>The real program, serving as a process of its own on a real port.</summary>
internal sealed partial class Child : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private Child(string data, string database, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } dotnet ? dotnet : "dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                // it lives for a second or two: what makes long lives fast only makes it slow
                ["DOTNET_TieredPGO"] = "0",
                ["DSR_DATA"] = data,
                ["DSR_DATABASE"] = database,
                ["DSR_PUBLIC_URL"] = "http://localhost",
            },
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "dsr.dll"), .. arguments]) start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException("The program ended before it served: " + Said));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>What it wrote, both streams.</summary>
    public string Said => string.Join('\n', _said);

    public bool Runs => !_process.HasExited;

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<Child> ServeAsync(string data, string database, params string[] arguments)
    {
        var child = new Child(data, database, Serving(arguments));
        try
        {
            child.Address = await child._listening.Task.WaitAsync(Patience);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, expecting it to end by itself; answers its exit code, and what it said. Without a verb it would serve.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string data, string database, TimeSpan within, params string[] verb)
    {
        await using var child = new Child(data, database, verb.Length > 0 ? verb : Serving([]));
        using var late = new CancellationTokenSource(within);
        await child._process.WaitForExitAsync(late.Token);
        return (child._process.ExitCode, child.Said);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        // nobody may be waiting for an address any more
        _ = _listening.Task.Exception;
        _process.Dispose();
    }

    private static string[] Serving(string[] arguments) => ["serve", .. arguments, "--urls", "http://127.0.0.1:0"];

    [GeneratedRegex(@"listening on: (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    private void Hear(string? line)
    {
        if (line is null) return;
        _said.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match) _listening.TrySetResult(new Uri(match.Groups["address"].Value));
    }
}
