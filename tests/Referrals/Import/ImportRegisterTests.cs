using System.Diagnostics;
using System.Text.Json;
using Dsr.Access.Contracts;
using Dsr.Referrals.Contracts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Referrals.Import;

public sealed class ImportRegisterTests : IAsyncLifetime, IDisposable
{
    private static readonly string TheSheet = SheetFixture.File("register-staffordshire.csv");
    private static readonly string TheDate = "2026-11-21";

    private readonly StringWriter said = new();
    private readonly Heard heard = new();
    private TestRegister register = null!;

    public async Task InitializeAsync() => register = await TestRegister.StartAsync(demonstration: false, change: services => services
        .AddSingleton(heard)
        .AddTransient<INotificationHandler<PersonRegistered>, HeardSubscriber>()
        .AddTransient<INotificationHandler<EntryImported>, HeardSubscriber>());

    public async Task DisposeAsync() => await register.DisposeAsync();

    public void Dispose() => said.Dispose();

    [Fact]
    public async Task A_sheet_comes_onto_the_register_and_every_module_is_told()
    {
        (await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--report", InFolder("report.json"), "--rejects", InFolder("rejects.csv"))).ShouldBe(0);

        (await CountAsync("referrals_person where state = 'active'")).ShouldBe(253);
        heard.Registered.Count.ShouldBe(253);
        heard.Imported.Count.ShouldBe(253);
        heard.Imported.Count(imported => imported.Rating is null).ShouldBe(6);
        (await CountAsync("referrals_person where rating is not null and rating_urgency > 0 and update_due_on is not null")).ShouldBe(247);
        (await CountAsync("referrals_person where authority_kind is not null")).ShouldBe(253);
        (await CountAsync("referrals_person where authority_ends_on < '2026-11-21'")).ShouldBe(8);
        heard.Registered.Select(registered => registered.Reference).Distinct().Count().ShouldBe(253);
        (await CountAsync("referrals_inbox where kind = 'choose-owner'")).ShouldBe(253);
        (await CountAsync("referrals_inbox where kind = 'add-nhs-number'")).ShouldBe(7);
        (await CountAsync("referrals_inbox where kind = 'agree-rating'")).ShouldBe(6);
        (await CountAsync("referrals_inbox where kind = 'choose-local-authority'")).ShouldBe(7);
        said.ToString().ShouldContain("320 rows: 202 accepted, 51 accepted with warnings, 67 rejected.");
        said.ToString().ShouldNotContain("Quayle");
    }

    [Fact]
    public async Task The_report_says_of_every_row_what_became_of_it()
    {
        await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--report", InFolder("report.json"), "--rejects", InFolder("rejects.csv"));

        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(InFolder("report.json")));
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(SheetFixture.File("register-staffordshire.expected.json")));
        report.RootElement.GetArrayLength().ShouldBe(320);
        foreach (var row in report.RootElement.EnumerateArray())
        {
            var should = expected.RootElement.GetProperty("by_row").GetProperty(row.GetProperty("row").GetInt32().ToString());
            row.GetProperty("fate").GetString().ShouldBe(should.GetProperty("fate").GetString());
            should.GetProperty("why").EnumerateArray().Select(code => code.GetString())
                .ShouldBeSubsetOf(row.GetProperty("why").EnumerateArray().Select(code => code.GetString()));
        }
    }

    [Fact]
    public async Task What_a_cell_says_is_on_the_register_as_text()
    {
        await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--rejects", InFolder("rejects.csv"));

        (await CountAsync("referrals_event where body like '%=HYPERLINK(\"http://x.example\",\"click\")%'")).ShouldBe(1);
        (await CountAsync("referrals_person where nhs_number = '9994177761' and first_name = 'Grace' and last_name = 'Quayle' and born_on = '2015-03-27' and local_authority = 'Staffordshire' and postcode = 'S1 2HE' and last_update_on = '2026-11-18' and registered_on = '2026-07-28' and diagnosis = 'learning-disability'")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_file_twice_adds_nobody_and_differs_only_where_it_contradicts_itself()
    {
        await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--report", InFolder("first.json"), "--rejects", InFolder("rejects.csv"));
        (await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--report", InFolder("second.json"), "--rejects", InFolder("rejects.csv"))).ShouldBe(0);

        (await CountAsync("referrals_person")).ShouldBe(253);
        said.ToString().ShouldContain("320 rows: 0 accepted, 0 accepted with warnings, 320 rejected.");
        using var first = JsonDocument.Parse(await File.ReadAllBytesAsync(InFolder("first.json")));
        using var second = JsonDocument.Parse(await File.ReadAllBytesAsync(InFolder("second.json")));
        var differing = second.RootElement.EnumerateArray().Where(row => row.TryGetProperty("differs", out _)).Select(row => row.GetProperty("row").GetInt32()).ToList();
        var twice = first.RootElement.EnumerateArray().Where(row => row.GetProperty("why").EnumerateArray().Any(code => code.GetString() == "duplicate-nhs-number")).Select(row => row.GetProperty("row").GetInt32());
        differing.ShouldNotBeEmpty();
        differing.ShouldBeSubsetOf(twice);
    }

    [Fact]
    public async Task A_dry_run_judges_and_brings_in_nobody()
    {
        (await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--dry-run", "--report", InFolder("report.json"), "--rejects", InFolder("rejects.csv"))).ShouldBe(0);

        (await CountAsync("referrals_person")).ShouldBe(0);
        (await CountAsync("shared_audit where action = 'PersonRegistered'")).ShouldBe(0);
        heard.Registered.ShouldBeEmpty();
        said.ToString().ShouldContain("320 rows: 202 accepted");
        File.Exists(InFolder("report.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Rejected_rows_come_in_once_they_are_mended()
    {
        await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--rejects", InFolder("rejects.csv"));
        var rejects = await File.ReadAllTextAsync(InFolder("rejects.csv"));
        rejects.Split("\r\n").Count(line => line.StartsWith("\"0", StringComparison.Ordinal)).ShouldBe(67);
        await File.WriteAllTextAsync(InFolder("mended.csv"), rejects.Replace("\"32/01/1999\"", "\"31/01/1999\"", StringComparison.Ordinal));

        await ImportAsync(InFolder("mended.csv"), "--area", "staffordshire", "--today", TheDate, "--rejects", InFolder("again.csv"));

        (await CountAsync("referrals_person where born_on = '1999-01-31'")).ShouldBe(9);
        (await CountAsync("referrals_person")).ShouldBe(262);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(253)]
    public async Task Whoever_cannot_keep_up_undoes_the_whole_file(int throwsAt)
    {
        heard.ThrowsAt = throwsAt;
        await Should.ThrowAsync<InvalidOperationException>(() => ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--rejects", InFolder("rejects.csv")));

        foreach (var table in new[] { "referrals_person", "referrals_event", "referrals_inbox", "referrals_link", "shared_audit where action = 'PersonRegistered'" })
            (await CountAsync(table)).ShouldBe(0, table);

        heard.ThrowsAt = 0;
        await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--rejects", InFolder("rejects.csv"));
        (await CountAsync("referrals_person")).ShouldBe(253);
    }

    [Fact]
    public async Task A_killed_import_leaves_nobody_half_imported()
    {
        const int rows = 12_000;
        await File.WriteAllLinesAsync(InFolder("large.csv"), Enumerable.Range(0, 20_000)
            .Select(body => NhsNumber.TryMakeTest(body, out var number) ? $"Tate,Esther,14/03/1990,{number},Consent,01/10/2026,Amber" : null)
            .Where(row => row is not null).Take(rows).Prepend("Surname,First name,DOB,NHS No.,Consent basis,Consent date,RAG")!);

        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dsr.dll"), "import", InFolder("large.csv"), "--area", "staffordshire", "--today", TheDate])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DSR_DATA"] = register.Data, ["DSR_DATABASE"] = register.Database },
        };
        using (var process = Process.Start(start)!)
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line && !line.EndsWith($"of {rows} rows", StringComparison.Ordinal)) { }
            process.Kill();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldNotBe(0);
        }

        (await CountAsync("referrals_person")).ShouldBe(0);
        await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--rejects", InFolder("rejects.csv"));
        (await CountAsync("referrals_person")).ShouldBe(253);
    }

    [Fact]
    public async Task A_lead_with_an_account_is_the_owner()
    {
        var (user, organisation) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(async work =>
            {
                await work.PublishAsync(new OrganisationJoinedAgreement(organisation, "Staffordshire Police", "police", "staffordshire", SheetFixture.Today, null));
                await work.PublishAsync(new UserChanged(user, "Owen Okafor", "Owen.Okafor@example.com", organisation, "Staffordshire Police", "staffordshire", Roles.Professional, Active: true));
            });
            return 0;
        });

        await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--rejects", InFolder("rejects.csv"));

        heard.Registered.Single(registered => registered.OwnerId == user).ShouldSatisfyAllConditions(
            registered => registered.LastName.ShouldBe("Quayle"),
            registered => registered.OwnerOrganisationName.ShouldBe("Staffordshire Police"));
        (await CountAsync("referrals_inbox where kind = 'choose-owner'")).ShouldBe(252);
        (await CountAsync("referrals_link where kind = 'owner'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_workbook_with_words_of_its_own_comes_in_by_a_mapping_and_again_it_is_said_where_it_differs()
    {
        string[] headings = ["Client", "First name", "DOB", "Patient ID", "Level", "Consent basis", "Consent date", "Shoe size", "Postcode"];
        string[] First(string level, string postcode) => ["Tate", "Esther", "14/03/1990", "9990000018", level, "Consent", "01/10/2026", "5", postcode];
        string[][] Second(string level) => [["Bell", "Ada", "<c s=\"2\"><v>32946</v></c>", "9990000026", level, "Consent", "<c s=\"1\"><v>46296</v></c>", "", ""], ["Bell", "Ben", "unknown", "", "", "", "", "", ""]];
        await File.WriteAllBytesAsync(InFolder("book.xlsx"), new MadeWorkbook().With("Key", [["Red"]]).With("Adults", [headings, First("Very high", "ST4 2AB"), .. Second("Settled")]).Save());
        await File.WriteAllTextAsync(InFolder("map.json"), """{ "headings": { "Surname": ["Client"], "NHS No": ["Patient ID"], "RAG": ["Level"] }, "ratings": { "red": ["Very high"], "green": ["Settled"] } }""");

        (await ImportAsync(InFolder("book.xlsx"), "--area", "staffordshire", "--today", TheDate)).ShouldBe(1);
        said.ToString().ShouldContain("The first row has no heading \"Surname\". Put the headings in the first row. Not understood: \"Client\", \"Patient ID\", \"Level\", \"Shoe size\"");
        (await CountAsync("referrals_person")).ShouldBe(0);

        said.GetStringBuilder().Clear();
        (await ImportAsync(InFolder("book.xlsx"), "--area", "staffordshire", "--today", TheDate, "--map", InFolder("map.json"))).ShouldBe(0);
        said.ToString().ShouldContain("3 rows read from the sheet \"Adults\".");
        said.ToString().ShouldContain("The column \"Shoe size\" is left out");
        said.ToString().ShouldContain("Columns are Ref, Surname, ");
        (await register.RowsAsync<string>("select first_name || ' ' || born_on || ' ' || rating from referrals_person order by first_name")).ShouldBe(["Ada 1990-03-14 green", "Esther 1990-03-14 red"]);
        (await File.ReadAllTextAsync(InFolder("book.xlsx.rejects.csv"))).ShouldContain("\"Bell\",\"Ben\",\"unknown\"");

        said.GetStringBuilder().Clear();
        await File.WriteAllBytesAsync(InFolder("book.xlsx"), new MadeWorkbook().With("Adults", [headings, First("Settled", "ST4 2AD"), .. Second("Settled")]).Save());
        (await ImportAsync(InFolder("book.xlsx"), "--area", "staffordshire", "--today", TheDate, "--map", InFolder("map.json"), "--report", InFolder("report.json"))).ShouldBe(0);
        said.ToString().ShouldContain("3 rows: 0 accepted, 0 accepted with warnings, 3 rejected.");
        said.ToString().ShouldContain("1 of the rejected rows say something else than the register does of the same person");
        (await CountAsync("referrals_person where rating = 'red' and postcode = 'ST4 2AB'")).ShouldBe(1);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(InFolder("report.json")));
        report.RootElement[0].GetProperty("differs").EnumerateArray().Select(column => column.GetString()).ShouldBe(["Postcode", "RAG"]);
        report.RootElement[1].TryGetProperty("differs", out _).ShouldBeFalse();
        (await File.ReadAllTextAsync(InFolder("book.xlsx.rejects.csv"))).ShouldContain("the register has another Postcode, RAG");
    }

    [Fact]
    public async Task A_mapping_that_cannot_be_read_stops_before_anything_is_written()
    {
        await File.WriteAllTextAsync(InFolder("map.json"), """{ "headings": { "Shoe size": ["Size"] }, "sizes": {} }""");

        (await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--map", InFolder("none.json"))).ShouldBe(1);
        (await ImportAsync(TheSheet, "--area", "staffordshire", "--today", TheDate, "--map", InFolder("map.json"))).ShouldBe(1);
        said.ToString().ShouldContain("$.sizes: is not known here. Known are sheet, headings, leaveOut, ratings, diagnoses, authorities");
        (await ImportAsync("--help")).ShouldBe(0);
        said.ToString().ShouldContain("Needed: Surname, First name, DOB, Consent basis, Consent date");
        (await CountAsync("referrals_person")).ShouldBe(0);
    }

    [Fact]
    public async Task Wrong_words_are_said_to_be_wrong_and_a_file_that_cannot_be_read_is_a_problem()
    {
        (await ImportAsync()).ShouldBe(2);
        (await ImportAsync(TheSheet)).ShouldBe(2);
        (await ImportAsync(TheSheet, "--area", "atlantis")).ShouldBe(2);
        (await ImportAsync(TheSheet, "--area", "staffordshire", "--today", "tomorrow")).ShouldBe(2);
        (await ImportAsync(TheSheet, "--area", "staffordshire", "--rejects", TheSheet)).ShouldBe(2);
        (await ImportAsync(InFolder("none.csv"), "--area", "staffordshire")).ShouldBe(1);
        (await CountAsync("referrals_person")).ShouldBe(0);
    }

    private string InFolder(string name) => Path.Combine(register.Data, name);

    private Task<int> ImportAsync(params string[] arguments) => register.InScopeAsync(services =>
        services.GetServices<ICommandVerb>().Single(verb => verb.Name == "import").RunAsync(arguments, said, CancellationToken.None));

    private async Task<long> CountAsync(string rows) => (await register.RowsAsync<long>($"select count(*) from {rows}"))[0];

    internal sealed class Heard
    {
        public List<PersonRegistered> Registered { get; } = [];
        public List<EntryImported> Imported { get; } = [];
        public int ThrowsAt { get; set; }
    }

    internal sealed class HeardSubscriber(Heard heard) : INotificationHandler<PersonRegistered>, INotificationHandler<EntryImported>
    {
        public Task Handle(PersonRegistered notification, CancellationToken cancellationToken)
        {
            heard.Registered.Add(notification);
            return Task.CompletedTask;
        }

        public Task Handle(EntryImported notification, CancellationToken cancellationToken)
        {
            heard.Imported.Add(notification);
            return heard.Imported.Count == heard.ThrowsAt ? throw new InvalidOperationException("A subscriber fails.") : Task.CompletedTask;
        }
    }
}
