using System.Data;
using System.Globalization;
using Dapper;

namespace Dsr.Shared;

/// <summary>How values stand in a column: ids as the engine keeps sixteen bytes, times as text, booleans as 0 and 1.</summary>
public static class Sql
{
    /// <summary>The text of an id, for addresses and keys. In SQL an id is a parameter, never a text.</summary>
    public static string Text(Guid id) => id.ToString("D");

    /// <summary>The text of a moment, UTC to the millisecond; sorts as time does.</summary>
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The text of a date.</summary>
    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static void UseColumnTypes()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // on SQLite sixteen bytes, the first of which are the time: PreparedConnection writes them
        Use(value => value is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid)value, value => value);
        Use(value => DateOnly.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture), Text);
        Use(value => DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), Text);
        Use(value => Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0, value => value ? 1 : 0);
        Use(value => Convert.ToInt32(value, CultureInfo.InvariantCulture), value => value);
        Use(value => Convert.ToInt64(value, CultureInfo.InvariantCulture), value => value);
        // SQLite knows no type of a computed column while there is no row: with a handler the constructor of a record is found all the same
        SqlMapper.AddTypeHandler(new TextColumn());
    }

    private static void Use<T>(Func<object, T> read, Func<T, object> write) where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(new Column<T>(read, write));
    }

    private sealed class Column<T>(Func<object, T> read, Func<T, object> write) : SqlMapper.TypeHandler<T>
    {
        public override T Parse(object value) => read(value);

        public override void SetValue(IDbDataParameter parameter, T? value) => parameter.Value = value is null ? DBNull.Value : write(value);
    }

    private sealed class TextColumn : SqlMapper.TypeHandler<string>
    {
        public override string? Parse(object value) => value is byte[] or Guid ? throw new InvalidCastException("An id is read as a Guid.") : Convert.ToString(value, CultureInfo.InvariantCulture);

        public override void SetValue(IDbDataParameter parameter, string? value) => parameter.Value = (object?)value ?? DBNull.Value;
    }
}
