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

    private sealed record Row(string Name, string Words, string Kind, int Number);
}
