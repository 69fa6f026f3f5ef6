using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;

namespace Dsr.Shared;

/// <summary>
/// Rows of a module's table that belong to a person, and what becomes of them when two entries of one person are merged (security.md T43).
/// A module lists its tables parents first, once; the same list undoes the merge.
/// </summary>
public sealed record PersonRows
{
    private PersonRows(string table, string column, string? key, string? where) => (Table, Column, Key, Where) = (table, column, key, where);

    internal string Table { get; }

    internal string Column { get; }

    internal string? Key { get; }

    internal string? Where { get; }

    /// <summary>The rows come along: from now on they are the other entry's. <paramref name="key"/> is the id that names a row of that person.</summary>
    public static PersonRows Follow(string table, string column = "person_id", string key = "id") => new(table, column, key, null);

    /// <summary>The rows are put aside, and come back unchanged when the merge is undone. <paramref name="where"/> picks them by <c>@away</c>, and may ask for <c>@kept</c>.</summary>
    public static PersonRows SetAside(string table, string where = "person_id = @away") => new(table, "", null, where);
}

/// <summary>Merging two entries of one person, and undoing it so that both are as they were, byte for byte.</summary>
public static class Merging
{
    /// <summary>Takes the rows of <paramref name="away"/> over to <paramref name="kept"/>, or puts them aside. Children go before their parents.</summary>
    public static async Task MergeAsync(this Work work, Guid mergeId, Guid kept, Guid away, IReadOnlyList<PersonRows> rows)
    {
        foreach (var each in rows.Reverse())
        {
            if (each.Where is { } where) await SetAsideAsync(work, mergeId, kept, away, each.Table, where);
            else await FollowAsync(work, mergeId, kept, away, each);
        }
    }

    /// <summary>Puts everything back. What was written to rows that had come along since stays with them.</summary>
    public static async Task UnmergeAsync(this Work work, Guid mergeId, Guid kept, Guid away, IReadOnlyList<PersonRows> rows)
    {
        foreach (var each in rows)
        {
            if (each.Where is null) await GoBackAsync(work, mergeId, kept, away, each);
            else await ComeBackAsync(work, mergeId, each.Table);
        }
    }

    private static async Task FollowAsync(Work work, Guid mergeId, Guid kept, Guid away, PersonRows rows)
    {
        await work.ExecuteAsync(
            $"""
            insert into shared_merged_key (merge_id, table_name, column_name, row_key)
            select @mergeId, '{rows.Table}', '{rows.Column}', {rows.Key}
            from {rows.Table}
            where {rows.Column} = @away
            """, new { mergeId, away });
        await work.ExecuteAsync($"update {rows.Table} set {rows.Column} = @kept where {rows.Column} = @away", new { kept, away });
    }

    private static async Task GoBackAsync(Work work, Guid mergeId, Guid kept, Guid away, PersonRows rows)
    {
        await work.ExecuteAsync(
            $"""
            update {rows.Table}
            set {rows.Column} = @away
            where {rows.Column} = @kept
            and {rows.Key} in (
              select row_key
              from shared_merged_key
              where merge_id = @mergeId
              and table_name = '{rows.Table}'
              and column_name = '{rows.Column}'
            )
            """, new { mergeId, kept, away });
        await work.ExecuteAsync("delete from shared_merged_key where merge_id = @mergeId and table_name = @Table and column_name = @Column", new { mergeId, rows.Table, rows.Column });
    }

    private static async Task SetAsideAsync(Work work, Guid mergeId, Guid kept, Guid away, string table, string where)
    {
        // a table may be listed twice, with other rows each time
        var place = await work.FirstAsync<int>("select coalesce(max(place), 0) from shared_merged_row where merge_id = @mergeId and table_name = @table", new { mergeId, table });
        foreach (var row in await work.QueryAsync<dynamic>($"select * from {table} where {where}", new { kept, away }))
        {
            await work.ExecuteAsync(
                """
                insert into shared_merged_row (merge_id, table_name, place, image)
                values (@mergeId, @table, @place, @image)
                """, new { mergeId, table, place = ++place, image = Image.Of((IDictionary<string, object?>)row) });
        }
        await work.ExecuteAsync($"delete from {table} where {where}", new { kept, away });
    }

    private static async Task ComeBackAsync(Work work, Guid mergeId, string table)
    {
        foreach (var image in await work.QueryAsync<string>("select image from shared_merged_row where merge_id = @mergeId and table_name = @table order by place", new { mergeId, table }))
        {
            var row = Image.Read(image);
            await work.ExecuteAsync($"insert into {table} ({string.Join(", ", row.Keys)}) values ({string.Join(", ", row.Keys.Select(column => '@' + column))})", new DynamicParameters(row));
        }
        await work.ExecuteAsync("delete from shared_merged_row where merge_id = @mergeId and table_name = @table", new { mergeId, table });
    }

    /// <summary>A row as text: numbers and texts as they are, ids by their hexadecimal digits.</summary>
    private static class Image
    {
        public static string Of(IDictionary<string, object?> row)
        {
            var image = new JsonObject();
            foreach (var (column, value) in row)
            {
                image[column] = value switch
                {
                    null => null,
                    string text => JsonValue.Create(text),
                    byte[] bytes => new JsonObject { ["id"] = Convert.ToHexString(bytes) },
                    Guid id => new JsonObject { ["id"] = Convert.ToHexString(id.ToByteArray(bigEndian: true)) },
                    float or double => new JsonObject { ["real"] = Convert.ToDouble(value, CultureInfo.InvariantCulture) },
                    _ => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
                };
            }
            return image.ToJsonString();
        }

        public static Dictionary<string, object?> Read(string image)
            => JsonNode.Parse(image)!.AsObject().ToDictionary(column => column.Key, column => column.Value switch
            {
                null => (object?)null,
                JsonObject special when special.ContainsKey("id") => new Guid(Convert.FromHexString(special["id"]!.GetValue<string>()), bigEndian: true),
                JsonObject special => special["real"]!.GetValue<double>(),
                { } value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
                { } value => value.GetValue<long>(),
            });
    }
}
