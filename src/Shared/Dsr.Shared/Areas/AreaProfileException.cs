namespace Dsr.Shared;

/// <summary>One thing wrong in an area profile: where it stands (<c>$.meetings.series.day</c>) and how to mend it.</summary>
public sealed record AreaFault(string Path, string Mend);

/// <summary>An area profile that cannot be used. The message names the file, each path in it and its mend; the host ends with 78.</summary>
public sealed class AreaProfileException : Exception
{
    public AreaProfileException(string file, IReadOnlyList<AreaFault> faults)
        : base(string.Join(Environment.NewLine, faults.Select(fault => $"{file}: {fault.Path}: {fault.Mend}")))
    {
        File = file;
        Faults = faults;
    }

    public string File { get; }

    public IReadOnlyList<AreaFault> Faults { get; }
}
