using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dsr.Shared;

/// <summary>
/// Looks that are durable and not in the database yet: files of one JSON line a look, in the folder <c>looks</c> beside it. A process appends to a file of its own,
/// with one flush for those who arrive together; a file that nobody appends to any more is brought into the audit and deleted.
/// </summary>
internal sealed class LookJournal(string data) : IDisposable
{
    private const byte EndOfLine = (byte)'\n';
    private readonly string _folder = Path.Combine(data, "looks");
    private readonly Lock _lock = new();
    private FileStream? _file;

    /// <summary>Returns when the looks are on the disk; throws <see cref="IOException"/> when they cannot be written.</summary>
    public void Append(IEnumerable<AuditRow> looks)
    {
        using var lines = new MemoryStream();
        foreach (var look in looks)
        {
            JsonSerializer.Serialize(lines, look, LookJson.Default.AuditRow);
            lines.WriteByte(EndOfLine);
        }
        lock (_lock)
        {
            try
            {
                _file ??= Create();
                lines.WriteTo(_file);
                _file.Flush(flushToDisk: true);
            }
            catch
            {
                // what stands half at its end nobody was shown: the next look begins another file
                CloseFile();
                throw;
            }
        }
    }

    /// <summary>The files that are to be brought in, oldest first, those of processes that were killed too; another process' open file is not among them.</summary>
    public IEnumerable<(string File, IReadOnlyList<AuditRow> Looks)> Finished()
    {
        lock (_lock) CloseFile();
        if (!Directory.Exists(_folder)) yield break;
        foreach (var file in Directory.GetFiles(_folder).Order(StringComparer.Ordinal))
        {
            if (Read(file) is { } looks) yield return (file, looks);
        }
    }

    public void Dispose()
    {
        lock (_lock) CloseFile();
    }

    private FileStream Create()
    {
        Directory.CreateDirectory(_folder);
        return new FileStream(Path.Combine(_folder, Ids.New().ToString("N") + ".jsonl"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    private void CloseFile()
    {
        _file?.Dispose();
        _file = null;
    }

    private static List<AuditRow>? Read(string file)
    {
        byte[] lines;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None);
            lines = new byte[stream.Length];
            stream.ReadExactly(lines);
        }
        catch (IOException)
        {
            // another process appends to it, or has brought it in
            return null;
        }

        var looks = new List<AuditRow>();
        var rest = lines.AsSpan();
        while (rest.IndexOf(EndOfLine) is > 0 and var end && Parse(rest[..end]) is { } look)
        {
            looks.Add(look);
            rest = rest[(end + 1)..];
        }
        return looks;
    }

    /// <summary>Null for a line that the power failed on: its flush had not returned, so that nobody was shown anything.</summary>
    private static AuditRow? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LookJson.Default.AuditRow);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditRow))]
internal sealed partial class LookJson : JsonSerializerContext;
