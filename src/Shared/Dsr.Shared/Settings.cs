using Microsoft.Extensions.Configuration;

namespace Dsr.Shared;

/// <summary>What the operator sets (contract.md, settings). Environment <c>DSR_X_Y</c>, or <c>Dsr:X_Y</c> in appsettings.json; checked once, at start.</summary>
public sealed record Settings
{
    /// <summary>Folder of the SQLite file, keys, mail drop and locks. <c>DSR_DATA</c>.</summary>
    public required string Data { get; init; }

    /// <summary>The word <c>sqlite</c>, or a PostgreSQL connection string. <c>DSR_DATABASE</c>.</summary>
    public required string Database { get; init; }

    /// <summary>Absolute base of links in mail, without a slash at its end. <c>DSR_PUBLIC_URL</c>.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>The word <c>folder</c>, or <c>smtp://user:pass@host:port</c>. <c>DSR_SMTP</c>.</summary>
    public required string Smtp { get; init; }

    /// <summary>Sender of every mail. <c>DSR_SMTP_FROM</c>.</summary>
    public required string From { get; init; }

    /// <summary>File with the key that encrypts backups and the key ring; null when not set. <c>DSR_KEY_FILE</c>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Folder of extra area profiles; null when not set. <c>DSR_AREAS</c>.</summary>
    public string? Areas { get; init; }

    /// <summary>Trusted proxies, comma separated addresses. <c>DSR_PROXIES</c>.</summary>
    public string? Proxies { get; init; }

    /// <summary>True when started with <c>--demo</c>: made-up people, "Continue as …" at sign-in.</summary>
    public bool Demonstration { get; init; }

    /// <summary>True in ASPNETCORE_ENVIRONMENT=Production.</summary>
    public bool Production { get; init; }

    /// <summary>True when the database is the embedded one.</summary>
    public bool IsSqlite => Database == "sqlite";

    /// <summary>Reads and checks the settings. Throws <see cref="SettingException"/> naming the setting and what it should be.</summary>
    public static Settings Read(IConfiguration configuration, bool production, bool demonstration, string listening)
    {
        string? Value(string name) => configuration["DSR_" + name] ?? configuration["Dsr:" + name];

        var settings = new Settings
        {
            Data = Path.GetFullPath(Value("DATA") ?? "data"),
            Database = Value("DATABASE") ?? "sqlite",
            PublicUrl = (Value("PUBLIC_URL") ?? listening).TrimEnd('/'),
            Smtp = Value("SMTP") ?? "folder",
            From = Value("SMTP_FROM") ?? "dsr@localhost.example",
            KeyFile = Value("KEY_FILE"),
            Areas = Value("AREAS"),
            Proxies = Value("PROXIES"),
            Production = production,
            Demonstration = demonstration,
        };

        if (settings.Database != "sqlite" && !settings.Database.Contains('=', StringComparison.Ordinal))
            throw new SettingException("DSR_DATABASE", "the word sqlite, or a PostgreSQL connection string like Host=localhost;Database=dsr;Username=dsr");
        if (!Uri.TryCreate(settings.PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new SettingException("DSR_PUBLIC_URL", "an absolute address like https://dsr.example.nhs.uk");
        if (settings.Smtp != "folder" && !(Uri.TryCreate(settings.Smtp, UriKind.Absolute, out var smtp) && smtp.Scheme == "smtp"))
            throw new SettingException("DSR_SMTP", "the word folder, or smtp://user:password@host:port");
        if (settings.KeyFile is { } file && !File.Exists(file))
            throw new SettingException("DSR_KEY_FILE", "the path of a file that exists, of at least 32 bytes");
        if (settings.Areas is { } areas && !Directory.Exists(areas))
            throw new SettingException("DSR_AREAS", "a folder that exists");
        if (production && settings.KeyFile is null)
            throw new SettingException("DSR_KEY_FILE", "the path of a file of at least 32 random bytes, outside the data folder");
        if (production && demonstration)
            throw new SettingException("--demo", "left out: a demonstration never runs in Production");
        return settings;
    }
}

/// <summary>A setting is wrong: which, and what it should be. The program ends with 78.</summary>
public sealed class SettingException(string setting, string shouldBe) : Exception($"{setting} should be {shouldBe}.");
