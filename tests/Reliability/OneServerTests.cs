namespace Dsr.Tests.Reliability;

/// <summary>security.md R17. On PostgreSQL several may serve, so both runs ask it of the embedded engine.</summary>
public sealed class OneServerTests
{
    [Fact]
    public async Task A_verb_that_has_ended_leaves_the_whole_database_in_its_one_file()
    {
        var data = Directory.CreateTempSubdirectory("dsr_verb_").FullName;
        try
        {
            var (code, said) = await Child.RunAsync(data, "sqlite", TimeSpan.FromMinutes(1), "migrate");
            code.ShouldBe(0, said);
            new FileInfo(Path.Combine(data, "dsr.db")).Length.ShouldBeGreaterThan(100_000);
            var log = new FileInfo(Path.Combine(data, "dsr.db-wal"));
            (log.Exists ? log.Length : 0).ShouldBe(0);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_second_program_on_the_same_folder_ends_naming_the_file_and_the_first_goes_on()
    {
        var data = Directory.CreateTempSubdirectory("dsr_twice_").FullName;
        try
        {
            await using var first = await Child.ServeAsync(data, "sqlite");
            var (code, said) = await Child.RunAsync(data, "sqlite", TimeSpan.FromSeconds(30));
            code.ShouldBe(75);
            said.ShouldContain(Path.Combine(data, "serve.lock"));

            using var client = new HttpClient { BaseAddress = first.Address };
            (await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative))).ShouldBe("ready");
            (await client.GetStringAsync(new Uri("/", UriKind.Relative))).ShouldContain("<h1");
            first.Runs.ShouldBeTrue();

            // the place is free again the moment the first is gone, even by kill -9
            await first.KillAsync();
            await using var next = await Child.ServeAsync(data, "sqlite");
            next.Runs.ShouldBeTrue();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
