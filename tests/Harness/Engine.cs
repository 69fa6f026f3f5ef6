using Npgsql;

namespace Dsr.Tests;

/// <summary>The engine that this run of the suite is on: <c>DSR_TEST_POSTGRES</c> holds a connection string, or the run is on SQLite. tests/run does both.</summary>
internal static class Engine
{
    private static readonly string? Postgres = Environment.GetEnvironmentVariable("DSR_TEST_POSTGRES");

    public static bool IsPostgres => !string.IsNullOrEmpty(Postgres);

    /// <summary>What DSR_DATABASE should be for a database of this name.</summary>
    public static string Database(string name)
        => IsPostgres ? new NpgsqlConnectionStringBuilder(Postgres!) { Database = name, MaxPoolSize = 20 }.ConnectionString : "sqlite";

    public static async Task CreateAsync(string name, string? template = null)
    {
        if (!IsPostgres) return;
        // a database is copied only while nobody is in it, and the server that filled it may still be leaving
        if (template is not null) await RunAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{template}'");
        await RunAsync($"create database {name} template {template ?? "template0"}");
    }

    public static async Task DropAsync(string name)
    {
        if (IsPostgres) await RunAsync($"drop database if exists {name} with (force)");
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Postgres!);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
