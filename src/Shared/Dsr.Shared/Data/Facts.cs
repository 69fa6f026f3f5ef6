namespace Dsr.Shared;

/// <summary>What the installation knows of itself: a name and a text, like whether a demonstration was loaded.</summary>
public sealed class Facts(Db db)
{
    /// <summary>The fact, or null when it is not known.</summary>
    public Task<string?> ReadAsync(string name, CancellationToken cancellationToken = default)
        => db.FirstAsync<string>("select value from shared_fact where name = @name", new { name }, cancellationToken);

    /// <summary>Writes a fact, new or again.</summary>
    public Task WriteAsync(string name, string value, CancellationToken cancellationToken = default)
        => db.WriteAsync(work => work.ExecuteAsync(
            """
            insert into shared_fact (name, value)
            values (@name, @value)
            on conflict (name) do update set value = excluded.value
            """, new { name, value }), cancellationToken);

    /// <summary>True when anybody has ever done anything here.</summary>
    public async Task<bool> HoldsDataAsync(CancellationToken cancellationToken = default)
        => await db.FirstAsync<Guid?>("select id from shared_audit limit 1", null, cancellationToken) is not null;
}
