namespace Dsr.Referrals;

/// <summary>Looks people up by what was typed, among those whom the viewer may see: every question is a whole value or a range that an index answers.</summary>
internal sealed class FindPeople(Db db, Viewer viewer, TimeProvider clock)
{
    public const int Most = 20;

    private const int SoundingAlike = 200;

    public async Task<IReadOnlyList<Guid>> FindAsync(Typed typed, CancellationToken cancellationToken)
    {
        var found = new List<Guid>();
        if (typed.NhsNumber is { Length: > 0 } number) await AddOneAsync(found, "nhs_number", number, cancellationToken);
        if (typed.Reference is { } reference) await AddOneAsync(found, "reference", await StaysAsync(reference, cancellationToken) ?? reference, cancellationToken);
        if (typed.BornOn is { } born) await AddAsync(found, "p.born_on = @value", Sql.Text(born), cancellationToken);
        if (typed.Name is { } name) await AddNamesAsync(found, name, cancellationToken);
        return found;
    }

    /// <summary>The reference of the entry that an entry was merged into.</summary>
    private Task<string?> StaysAsync(string reference, CancellationToken cancellationToken)
        => db.FirstAsync<string>("select kept_reference from referrals_merge where away_reference = @reference and state in ('merged', 'undo-asked')", new { reference }, cancellationToken);

    private async Task AddNamesAsync(List<Guid> found, Typed.NameParts name, CancellationToken cancellationToken)
    {
        if (name.IsOneWord) await AddKeyAsync(found, "last_name_key", name.Last, cancellationToken);
        await AddKeyAsync(found, "name_key", name.Whole, cancellationToken);
        if (!name.IsOneWord)
        {
            // "Ashworth Jordan", and a middle name left out
            await AddBothAsync(found, name.Last, name.First, cancellationToken);
            await AddBothAsync(found, name.First, name.Last, cancellationToken);
        }
        if (found.Count < Most && name.LastSounds.Length > 0) await AddSoundsAsync(found, name, cancellationToken);
    }

    private Task AddKeyAsync(List<Guid> found, string column, string key, CancellationToken cancellationToken)
        => key.Length >= 3
            ? AddAsync(found, $"p.{column} >= @value and p.{column} < @after", key, cancellationToken, NameKey.After(key))
            : AddAsync(found, $"p.{column} = @value", key, cancellationToken);

    private async Task AddBothAsync(List<Guid> found, string last, string first, CancellationToken cancellationToken)
    {
        if (found.Count >= Most || last.Length < 3) return;
        var parameters = Parameters(last, NameKey.After(last));
        parameters["first"] = first;
        parameters["firstAfter"] = NameKey.After(first);
        Take(found, await db.QueryAsync<Guid>(
            $"""
             select p.id
             from referrals_person as p
             where {Seen.By(viewer)}
             and p.last_name_key >= @value
             and p.last_name_key < @after
             and p.name_key >= @first
             and p.name_key < @firstAfter
             order by p.last_name_key, p.name_key, p.id
             limit {Most}
             """, parameters, cancellationToken));
    }

    private async Task AddSoundsAsync(List<Guid> found, Typed.NameParts name, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<SoundRow>(
            $"""
             select p.id, p.first_name, p.preferred_name
             from referrals_person as p
             where {Seen.By(viewer)}
             and p.sounds_like = @value
             order by p.last_name_key, p.id
             limit {SoundingAlike}
             """, Parameters(name.LastSounds, null), cancellationToken);
        var first = SoundsLike.Of(name.First);
        Take(found, rows.Where(row => name.IsOneWord || SoundsLike.Of(row.FirstName) == first || SoundsLike.Of(row.PreferredName) == first).Select(row => row.Id));
    }

    // the few who have a number are found first, and then asked about: without statistics SQLite would walk through the area to find them
    private async Task AddOneAsync(List<Guid> found, string column, string value, CancellationToken cancellationToken)
        => Take(found, await db.QueryAsync<Guid>(
            $"""
             select p.id
             from (select id from referrals_person where {column} = @value) as named
             cross join referrals_person as p
             where p.id = named.id
             and {Seen.By(viewer)}
             limit {Most}
             """, Parameters(value, null), cancellationToken));

    private async Task AddAsync(List<Guid> found, string condition, string value, CancellationToken cancellationToken, string? after = null)
    {
        if (found.Count >= Most) return;
        Take(found, await db.QueryAsync<Guid>(
            $"""
             select p.id
             from referrals_person as p
             where {Seen.By(viewer)}
             and {condition}
             order by p.last_name_key, p.name_key, p.id
             limit {Most}
             """, Parameters(value, after), cancellationToken));
    }

    private Dictionary<string, object?> Parameters(string value, string? after)
    {
        var parameters = Seen.Parameters(viewer, clock.Today());
        parameters["value"] = value;
        if (after is not null) parameters["after"] = after;
        return parameters;
    }

    private static void Take(List<Guid> found, IEnumerable<Guid> more)
    {
        foreach (var id in more)
            if (found.Count < Most && !found.Contains(id))
                found.Add(id);
    }

    private sealed record SoundRow(Guid Id, string FirstName, string? PreferredName);
}
