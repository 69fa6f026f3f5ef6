using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dsr.Shared;

/// <summary>A statement without rows to answer, as SQLite holds it. Its parameters are known by place, where a command asks SQLite for each by name at each call.</summary>
internal sealed class WriteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly string[] _names;

    private WriteStatement(sqlite3 database, sqlite3_stmt statement)
    {
        (_database, _statement) = (database, statement);
        _names = [.. Enumerable.Range(1, raw.sqlite3_bind_parameter_count(statement)).Select(place => raw.sqlite3_bind_parameter_name(statement, place).utf8_to_string()[1..])];
    }

    /// <summary>Null where there is more than one statement in the text.</summary>
    public static WriteStatement? Read(SqliteConnection connection, string text)
    {
        var database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, text, out var statement, out var rest), database);
        if (string.IsNullOrWhiteSpace(rest)) return new WriteStatement(database, statement);
        statement.Dispose();
        return null;
    }

    /// <summary>Answers the number of rows.</summary>
    public int Run(SqliteParameterCollection parameters)
    {
        for (var at = 0; at < _names.Length; at++) SqliteException.ThrowExceptionForRC(Bind(at + 1, Find(parameters, at).Value), _database);
        try
        {
            int result;
            do result = raw.sqlite3_step(_statement);
            while (result == raw.SQLITE_ROW);
            if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, _database);
            return raw.sqlite3_stmt_readonly(_statement) == 0 ? raw.sqlite3_changes(_database) : -1;
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    /// <summary>They mostly come in the order in which the statement names them.</summary>
    private SqliteParameter Find(SqliteParameterCollection parameters, int at)
    {
        var name = _names[at];
        if (at < parameters.Count && parameters[at].ParameterName == name) return parameters[at];
        foreach (SqliteParameter parameter in parameters)
        {
            if (parameter.ParameterName == name) return parameter;
        }

        throw new InvalidOperationException($"The parameter {name} has no value.");
    }

    private int Bind(int place, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                return raw.sqlite3_bind_null(_statement, place);
            case string text:
                Span<byte> letters = text.Length <= 256 ? stackalloc byte[text.Length * 3] : new byte[Encoding.UTF8.GetByteCount(text)];
                return raw.sqlite3_bind_text(_statement, place, letters[..Encoding.UTF8.GetBytes(text, letters)]);
            case Guid id:
                Span<byte> bytes = stackalloc byte[16];
                id.TryWriteBytes(bytes, bigEndian: true, out _);
                return raw.sqlite3_bind_blob(_statement, place, bytes);
            case byte[] blob:
                return raw.sqlite3_bind_blob(_statement, place, blob);
            case int whole:
                return raw.sqlite3_bind_int(_statement, place, whole);
            case long whole:
                return raw.sqlite3_bind_int64(_statement, place, whole);
            case double number:
                return raw.sqlite3_bind_double(_statement, place, number);
            default:
                throw new InvalidOperationException($"A {value.GetType().Name} is no value of a column.");
        }
    }
}
