namespace Dsr.Tests.Referrals;

public sealed class SearchTests
{
    [Fact]
    public async Task A_person_is_found_by_name_number_reference_and_date_of_birth_and_no_name_is_in_the_address()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var person = (await register.RowsAsync<Person>("select reference, first_name, last_name, nhs_number, born_on from referrals_person where area = 'staffordshire' and state = 'active' and last_name = 'Ashworth' or area = 'staffordshire' and rating = 'red' order by reference"))[0];
        var number = person.NhsNumber;

        foreach (var typed in new[]
        {
            $"{person.FirstName} {person.LastName}", $"{person.LastName} {person.FirstName}", person.LastName.ToUpperInvariant(), person.FirstName[..3].ToLowerInvariant(),
            $"{number[..3]} {number[3..6]}-{number[6..]}", number, person.Reference, person.Reference.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal),
            $"{person.BornOn.Day} {person.BornOn.Month} {person.BornOn.Year}", $"{person.BornOn:dd/MM/yyyy}",
        })
        {
            var answer = await (await member.OpenAsync("/search")).Type("Find a person", typed).PressAsync("Search");
            answer.Status.ShouldBe(303, typed);
            Guid.TryParse(answer.Location!.Split('/')[^1], out _).ShouldBeTrue();

            var found = await member.OpenAsync(answer.Location!);
            found.All("h3 a").Select(link => link.GetAttribute("href")).ShouldContain($"/people/{person.Reference}", typed);
            found.Document.Title!.ShouldNotContain(person.LastName);
            (await member.OpenAsync(answer.Location!)).Text.ShouldBe(found.Text);
        }
    }

    [Fact]
    public async Task A_name_that_sounds_alike_is_found_after_those_that_start_so()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var person = (await register.RowsAsync<Person>("select reference, first_name, last_name, nhs_number, born_on from referrals_person where area = 'staffordshire' and state = 'active' order by reference"))[0];

        // the vowels are told apart by nobody's ear
        var heard = person.LastName[0] + string.Concat(person.LastName[1..].Select(letter => letter is 'a' ? 'e' : letter is 'e' ? 'i' : letter is 'i' or 'o' ? 'u' : letter));
        var found = await SearchAsync(member, heard);

        found.All("h3 a").Select(link => link.GetAttribute("href")).ShouldContain($"/people/{person.Reference}", heard);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("___")]
    [InlineData("***")]
    [InlineData("  ")]
    public async Task Wildcards_are_no_letters_and_nothing_is_looked_for(string typed)
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");

        var answer = await (await member.OpenAsync("/search")).Type("Find a person", typed).PressAsync("Search");

        answer.Status.ShouldBe(422);
        answer.Errors.ShouldBe(["Enter a name, NHS number, date of birth or reference"]);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Si")]
    [InlineData("A%")]
    [InlineData("999")]
    [InlineData("99900")]
    [InlineData("2009")]
    public async Task The_beginning_of_a_number_or_one_letter_finds_nobody(string typed)
    {
        await using var register = await TestRegister.StartAsync();

        var found = await SearchAsync(await register.SignInAsync("member"), typed);

        found.Text.ShouldContain($"No one found for '{typed}'. Check the spelling, or try date of birth. Make a referral.");
    }

    [Fact]
    public async Task Nobody_out_of_scope_is_found()
    {
        await using var register = await TestRegister.StartAsync();
        var foreign = (await register.RowsAsync<Person>("select reference, first_name, last_name, nhs_number, born_on from referrals_person where area = 'sunderland' and state = 'active'"))[0];
        var member = await register.SignInAsync("member");
        foreach (var typed in new[] { foreign.NhsNumber, foreign.Reference, $"{foreign.FirstName} {foreign.LastName} X" })
            (await SearchAsync(member, typed)).All("h3 a").ShouldNotContain(link => link.GetAttribute("href") == $"/people/{foreign.Reference}");

        var notMine = (await register.RowsAsync<Person>(
            """
            select p.reference, p.first_name, p.last_name, p.nhs_number, p.born_on
            from referrals_person as p
            join referrals_user as u on u.user_id = p.owner_id
            where u.email = 'referrer2@staffordshire.example.com'
            and p.state = 'active'
            """))[0];
        (await SearchAsync(await register.SignInAsync("referrer"), notMine.NhsNumber)).Text.ShouldContain("No one found");
        (await SearchAsync(member, notMine.NhsNumber)).All("h3 a").Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_results_of_one_session_are_nobody_elses()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var results = (await (await member.OpenAsync("/search")).Type("Find a person", "Ash").PressAsync("Search")).Location!;

        (await member.OpenAsync(results)).Status.ShouldBe(200);
        (await (await register.SignInAsync("lead")).OpenAsync(results)).Status.ShouldBe(404);
        (await (await register.SignInAsync("member")).OpenAsync(results)).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("14 3 2009", "2009-03-14")]
    [InlineData("14/03/2009", "2009-03-14")]
    [InlineData("14 March 2009", "2009-03-14")]
    [InlineData("2009-03-14", "2009-03-14")]
    public void A_date_of_birth_is_read_as_people_write_it(string typed, string date) => Dsr.Referrals.Typed.Read(typed).BornOn.ShouldBe(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Eight_letters_may_be_a_reference_and_may_be_a_name()
    {
        var read = Dsr.Referrals.Typed.Read("Campbell");

        read.Reference.ShouldNotBeNull();
        read.Name!.Last.ShouldBe("campbell");
        Dsr.Referrals.Typed.Read("DR-7K2M-9XQT").Name.ShouldBeNull();
    }

    private static async Task<Screen> SearchAsync(Visitor visitor, string typed)
        => await (await visitor.OpenAsync("/search")).Type("Find a person", typed).PressAndFollowAsync("Search");

    private sealed record Person(string Reference, string FirstName, string LastName, string NhsNumber, DateOnly BornOn);
}
