using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Shared;

public class ColumnTests
{
    [Fact]
    public async Task A_record_of_computed_columns_is_read_from_many_rows_and_from_none()
    {
        await using var register = await TestRegister.StartAsync(demonstration: false);
        const string Select = "select name, 'as ' || name as words, coalesce(null, 'x') as kind, count(*) as number from shared_migration where name like @like group by name";
        (await register.RowsAsync<Row>(Select, new { like = "nothing%" })).ShouldBeEmpty();
        (await register.RowsAsync<Row>(Select, new { like = "shared/001%" })).ShouldHaveSingleItem().ShouldBe(new Row("shared/001-shared.sql", "as shared/001-shared.sql", "x", 1));
        (await register.RowsAsync<string>("select 'as ' || name from shared_migration where name = @name", new { name = (string?)null })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_value_is_read_back_as_it_was_written()
    {
        await using var register = await TestRegister.StartAsync(demonstration: false);
        const string All = "select id, text, more, small, large, flag from test_value order by id";
        var values = new Value[]
        {
            new(Guid.CreateVersion7(), "", null, 0, null, false), new(Guid.CreateVersion7(), "Siân 'O\"Neill' 漢字 🙂\n", "", int.MinValue, 0, true),
            new(Guid.CreateVersion7(), new string('é', 257), new string('x', 100_000), int.MaxValue, long.MaxValue, true), new(Guid.CreateVersion7(), new string('漢', 256), " ", -1, long.MinValue, false),
        };
        await register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(async work =>
            {
                await work.ExecuteAsync("create table test_value (id uuid primary key, text text not null, more text, small integer not null, large bigint, flag integer not null); create table test_other (id uuid primary key)");
                foreach (var value in values)
                    (await work.ExecuteAsync("insert into test_value (flag, id, text, more, small, large) values (@Flag, @Id, @Text, @More, @Small, @Large)", value)).ShouldBe(1);
                (await work.QueryAsync<Value>(All)).ShouldBe(values.OrderBy(value => value.Id));
                (await work.ExecuteAsync("insert into test_value (id, text, small, flag) values (@Id, @Text, @Small, @Flag) on conflict (id) do nothing", values[0])).ShouldBe(0);
                (await work.ExecuteAsync("update test_value set more = @More where small <> @Small and small <> @Small", new { Small = 0, More = (string?)null })).ShouldBe(3);
            });
            return 0;
        });

        (await register.RowsAsync<Value>(All)).ShouldBe(values.Select(value => value with { More = null }).OrderBy(value => value.Id));
        await Should.ThrowAsync<Exception>(() => register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.ExecuteAsync("insert into test_value (id, text, small, flag) values (@Id, @Text, @Small, @Flag)", values[0]));
            return 0;
        }));
        (await register.RowsAsync<long>("select count(*) from test_value")).ShouldBe([4]);
    }

    private sealed record Value(Guid Id, string Text, string? More, int Small, long? Large, bool Flag);

    private sealed record Row(string Name, string Words, string Kind, int Number);
}
