using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Dsr.Shared;

/// <summary>
/// A SQLite connection that keeps the statements it has run. Dapper makes a command for every call, and SQLite reads the SQL anew for each,
/// which costs more than a small insert itself; under this connection a text is read once. (Npgsql prepares by itself.) What answers no rows
/// goes to SQLite without a command at all: an import writes 50,000 people with 30 such statements each.
/// </summary>
internal sealed class PreparedConnection(SqliteConnection inner) : DbConnection
{
    /// <summary>More different texts than the modules hold, so that lists written out in SQL do not fill the memory.</summary>
    private const int Most = 1000;

    private readonly Dictionary<string, SqliteCommand> _ready = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WriteStatement?> _writes = new(StringComparer.Ordinal);

    /// <summary>The connection itself, for what only SQLite can.</summary>
    public SqliteConnection Inner => inner;

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Open() => inner.Open();

    public override void Close() => inner.Close();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new Command(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _ready.Values) command.Dispose();
            _ready.Clear();
            foreach (var statement in _writes.Values) statement?.Dispose();
            _writes.Clear();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A statement that has run is taken out while it runs again: the same text inside it gets another.</summary>
    private SqliteCommand Take(string text) => _ready.Remove(text, out var ready) ? ready : new SqliteCommand(text, inner);

    private void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (_ready.Count >= Most || !_ready.TryAdd(command.CommandText, command)) command.Dispose();
    }

    /// <summary>The statement of a text; null where there is more than one in it.</summary>
    private WriteStatement? Write(string text)
    {
        if (_writes.TryGetValue(text, out var known)) return known;
        if (_writes.Count >= Most) return null;
        return _writes[text] = WriteStatement.Read(inner, text);
    }

    private sealed class Command(PreparedConnection connection) : DbCommand
    {
        private readonly SqliteCommand _draft = new();
        private SqliteCommand? _running;

        [AllowNull]
        public override string CommandText
        {
            get => _draft.CommandText;
            set => _draft.CommandText = value;
        }

        public override int CommandTimeout
        {
            get => _draft.CommandTimeout;
            set => _draft.CommandTimeout = value;
        }

        public override CommandType CommandType
        {
            get => CommandType.Text;
            set
            {
                if (value != CommandType.Text) throw new NotSupportedException("SQLite knows no procedures.");
            }
        }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection
        {
            get => connection;
            set => throw new NotSupportedException("A command stays with its connection.");
        }

        protected override DbParameterCollection DbParameterCollection => _draft.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
            => connection.Write(_draft.CommandText) is { } write ? write.Run(_draft.Parameters) : Run(command => command.ExecuteNonQuery());

        public override object? ExecuteScalar() => Run(command => command.ExecuteScalar());

        protected override DbParameter CreateDbParameter() => new SqliteParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(command => command.ExecuteReader(behavior));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                if (_running is { } ran) connection.GiveBack(ran);
                _running = null;
                _draft.Dispose();
            }

            base.Dispose(disposing);
        }

        private T Run<T>(Func<SqliteCommand, T> execute)
        {
            // for a list of rows Dapper runs one command again and again, with other parameters, and other words where a list is written out
            if (_running is { } ran && ran.CommandText != _draft.CommandText)
            {
                connection.GiveBack(ran);
                _running = null;
            }
            _running ??= connection.Take(_draft.CommandText);
            _running.Parameters.Clear();
            foreach (SqliteParameter parameter in _draft.Parameters)
            {
                if (parameter.Value is Guid id) parameter.Value = id.ToByteArray(bigEndian: true);
                _running.Parameters.Add(parameter);
            }
            _running.CommandTimeout = _draft.CommandTimeout;
            _running.Transaction = (SqliteTransaction?)DbTransaction;
            try
            {
                return execute(_running);
            }
            catch
            {
                // what failed is read anew the next time
                _running.Dispose();
                _running = null;
                throw;
            }
        }
    }
}
