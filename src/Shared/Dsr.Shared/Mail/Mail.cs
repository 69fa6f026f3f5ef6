using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Dsr.Shared;

/// <summary>
/// A mail to one address, made from a template. It names nobody it is about: values are links, dates, counts and the recipient's own name.
/// The key is natural (who, what, which stage), so that one cause never makes two mails. <paramref name="PersonId"/> is whom it is about, to cancel it by.
/// </summary>
public sealed record Mail(string Key, string To, string Template, IReadOnlyDictionary<string, string> Values, Guid? PersonId = null);

/// <summary>The mail templates of all modules: embedded files <c>Mail/*.txt</c>, a <c>Subject:</c> line, an empty line, the text with <c>{placeholders}</c>.</summary>
public sealed class MailTemplates
{
    private readonly Dictionary<string, (string Subject, string Body)> _templates = new(StringComparer.Ordinal);

    /// <summary>Reads them; throws when one has no subject of 60 characters or less.</summary>
    public MailTemplates(IReadOnlyList<Module> modules)
    {
        foreach (var assembly in modules.Select(module => module.Assembly).Append(typeof(MailTemplates).Assembly))
            foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.Contains(".Mail.", StringComparison.Ordinal) && name.EndsWith(".txt", StringComparison.Ordinal)))
                Read(assembly, resource);
    }

    /// <summary>The names of all templates, and their subjects.</summary>
    public IReadOnlyDictionary<string, string> Subjects => _templates.ToDictionary(entry => entry.Key, entry => entry.Value.Subject, StringComparer.Ordinal);

    /// <summary>Fills a template; throws when a placeholder has no value.</summary>
    public (string Subject, string Body) Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        var (subject, body) = _templates[template];
        foreach (var (name, value) in values) body = body.Replace('{' + name + '}', value, StringComparison.Ordinal);
        if (body.Contains('{', StringComparison.Ordinal)) throw new InvalidOperationException($"The mail template {template} has a placeholder without a value.");
        return (subject, body);
    }

    private void Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n\n", 2);
        var subject = lines[0].Replace("Subject:", "", StringComparison.Ordinal).Trim();
        if (lines.Length != 2 || subject.Length is 0 or > 60) throw new InvalidOperationException($"The mail template {resource} needs a subject of 60 characters or less, an empty line and a text.");
        _templates[resource.Split('.')[^2]] = (subject, lines[1]);
    }
}

/// <summary>The one grammar of an address that mail may go to (security.md 5.6): ASCII, one @, at most 254 characters, nothing that a header could be bent with.</summary>
public static class MailAddressRule
{
    /// <summary>True when mail may go to it.</summary>
    public static bool Allows(string? address)
    {
        if (address is null || address.Length > 254 || !Ascii.IsValid(address)) return false;
        if (address.Any(letter => letter <= ' ' || letter == 127 || " ,;:<>\"()\\[]".Contains(letter, StringComparison.Ordinal))) return false;
        var parts = address.Split('@');
        return parts.Length == 2 && parts[0].Length is > 0 and <= 64 && parts[1].Length > 0
            && parts.All(part => !part.StartsWith('.') && !part.EndsWith('.') && !part.Contains("..", StringComparison.Ordinal))
            && parts[1].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.')
            && (parts[1].Contains('.', StringComparison.Ordinal) || parts[1] == "localhost");
    }
}

internal static class Outbox
{
    public const string Insert =
        """
        insert into shared_outbox (id, mail_key, person_id, to_address, template, subject, body, queued_at, due_at, state, attempts)
        values (@Id, @Key, @PersonId, @To, @Template, @Subject, @Body, @Now, @Now, 'due', 0)
        on conflict (mail_key) do nothing
        """;

    public static object Row(Mail mail, MailTemplates templates, Settings settings, DateTimeOffset now)
    {
        if (!MailAddressRule.Allows(mail.To)) throw new InvalidOperationException("Mail was asked for to an address that it may not go to.");
        var values = new Dictionary<string, string>(mail.Values, StringComparer.Ordinal) { ["service"] = settings.PublicUrl };
        if (values.TryGetValue("path", out var path)) values["link"] = settings.PublicUrl + path;
        values.Remove("path");
        var (subject, body) = templates.Fill(mail.Template, values);
        return new { Id = Ids.New(now), mail.Key, mail.PersonId, mail.To, mail.Template, Subject = subject, Body = body, Now = now };
    }

    /// <summary>The same Message-ID for every try of one mail, so that a duplicate after a crash can be told.</summary>
    public static string MessageId(string key, string from)
        => $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}@{from.Split('@')[^1]}>";
}
