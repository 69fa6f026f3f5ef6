// The limits that the register is measured against (docs: README, "How fast"): the same work made by hand on bare Kestrel, Dapper and SQLite,
// without sign-in, permissions, audit, notifications or a page shell. It reads a copy of the seeded register's own tables.
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
var file = builder.Configuration["file"]!;
var page = Encoding.UTF8.GetBytes("<!DOCTYPE html><title>Fixed</title>" + new string('x', 30_000));
var readers = new ConcurrentBag<SqliteConnection>();
var gate = new SemaphoreSlim(1, 1);
var writer = Open("pragma query_only = 0");
writer.Execute("create table if not exists limits_update (id text primary key, person_id text not null, added_at text not null, what text not null)");

app.MapGet("/fixed", context => Html(context, page));

app.MapGet("/list", context =>
{
    var html = new StringBuilder("<!DOCTYPE html><title>List</title><table>");
    foreach (var row in Read(reader => reader.Query<Row>(
        """
        select id, reference, first_name as First, last_name as Last, rating, update_due_on as Due
        from referrals_person
        where area = 'staffordshire' and state = 'active' and rating_urgency = 1
        order by update_due_on, id
        limit 25
        """)))
        html.Append("<tr><td><a href=\"/record/").Append(row.Reference).Append("\">").Append(WebUtility.HtmlEncode(row.First)).Append(' ').Append(WebUtility.HtmlEncode(row.Last)).Append("</a><td>").Append(row.Rating).Append("<td>").Append(row.Due);
    return Html(context, Encoding.UTF8.GetBytes(html.ToString()));
});

app.MapGet("/record/{reference}", (HttpContext context, string reference) =>
{
    var html = new StringBuilder("<!DOCTYPE html><title>Record</title>");
    var row = Read(reader => reader.QueryFirst<Row>("select id, reference, first_name as First, last_name as Last, rating, update_due_on as Due from referrals_person where reference = @reference", new { reference }));
    html.Append("<h1>").Append(WebUtility.HtmlEncode(row.First)).Append(' ').Append(WebUtility.HtmlEncode(row.Last)).Append("</h1>");
    foreach (var update in Read(reader => reader.Query<Update>("select added_at as At, what from referrals_update where person_id = @id order by added_at desc limit 25", new { id = row.Id })))
        html.Append("<p>").Append(update.At).Append(' ').Append(WebUtility.HtmlEncode(update.What));
    return Html(context, Encoding.UTF8.GetBytes(html.ToString()));
});

app.MapGet("/search", (HttpContext context, string q) =>
{
    var html = new StringBuilder("<!DOCTYPE html><title>Search</title>");
    foreach (var row in Read(reader => reader.Query<Row>(
        """
        select id, reference, first_name as First, last_name as Last, rating, update_due_on as Due
        from referrals_person
        where area = 'staffordshire' and state = 'active' and last_name_key >= @q and last_name_key < @after
        order by last_name_key, name_key, id
        limit 20
        """, new { q, after = q + "\u007f" })))
        html.Append("<p>").Append(WebUtility.HtmlEncode(row.First)).Append(' ').Append(WebUtility.HtmlEncode(row.Last));
    return Html(context, Encoding.UTF8.GetBytes(html.ToString()));
});

app.MapPost("/commit", async context =>
{
    await gate.WaitAsync();
    try
    {
        await using var transaction = writer.BeginTransaction();
        writer.Execute("insert into limits_update (id, person_id, added_at, what) values (@id, 'somebody', '2026-11-21T10:00:00.000Z', 'Nothing has changed since the last update.')", new { id = Guid.CreateVersion7().ToString() }, transaction);
        transaction.Commit();
    }
    finally
    {
        gate.Release();
    }
    context.Response.StatusCode = StatusCodes.Status303SeeOther;
    context.Response.Headers.Location = "/fixed";
});

// what the load asks for: references, and one NHS number and one surname to search by
app.MapGet("/references", () => string.Join('\n', Read(reader => reader.Query<string>("select reference from referrals_person where area = 'staffordshire' and state = 'active' and authority_ends_on >= date('now') and withdrawn_at is null order by id limit 500"))));
app.MapGet("/nhs-number", () => Read(reader => reader.QueryFirst<string>("select nhs_number from referrals_person where area = 'staffordshire' and state = 'active' and nhs_number is not null order by id desc")));
app.MapGet("/surname", () => Read(reader => reader.QueryFirst<string>("select last_name_key from referrals_person where area = 'staffordshire' and state = 'active' group by last_name_key order by abs(count(*) - 8), last_name_key")));

app.Run();

Task Html(HttpContext context, byte[] body)
{
    context.Response.ContentType = "text/html; charset=utf-8";
    context.Response.ContentLength = body.Length;
    return context.Response.Body.WriteAsync(body).AsTask();
}

T Read<T>(Func<SqliteConnection, T> query)
{
    if (!readers.TryTake(out var reader)) reader = Open("pragma query_only = 1");
    try
    {
        return query(reader);
    }
    finally
    {
        readers.Add(reader);
    }
}

SqliteConnection Open(string mode)
{
    var connection = new SqliteConnection($"Data Source={file};Pooling=False");
    connection.Open();
    connection.Execute("pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16000; " + mode);
    return connection;
}

internal sealed record Row(byte[] Id, string Reference, string First, string Last, string? Rating, string? Due);

internal sealed record Update(string At, string What);
