namespace Dsr.Tests.Referrals;

/// <summary>Duplicates in the register, found on demand, with reasons (domain 4.3: "match duplicates on NHS number, else name + DOB + postcode").</summary>
public sealed class DuplicatesTests
{
    [Fact]
    public async Task Possible_duplicates_are_found_with_their_reasons_and_judged_once()
    {
        await using var register = await TestRegister.StartAsync();
        var team = await register.SignInAsync("member");
        await (await team.OpenAsync("/register/duplicates")).PressAndFollowAsync("Look for duplicates now");

        var people = await register.RowsAsync<Guid>("select id from referrals_person where area = 'staffordshire' and state = 'active' order by id limit 6");
        await register.ChangeAsync("update referrals_person set nhs_number = (select o.nhs_number from referrals_person as o where o.id = @one) where id = @other", new { one = people[0], other = people[1] });
        await register.ChangeAsync("update referrals_person set first_name = 'Catherine', last_name = 'Duplisson', name_key = 'catherineduplisson', last_name_key = 'duplisson', sounds_like = 'D142', born_on = '2001-02-03', postcode = 'ST16 9ZZ' where id in @both", new { both = new[] { people[2], people[3] } });
        await register.ChangeAsync("update referrals_person set first_name = 'Cathryn', last_name = 'Dupleson', name_key = 'cathryndupleson', last_name_key = 'dupleson', sounds_like = 'D142', born_on = '2001-02-03' where id = @id", new { id = people[4] });
        var found = await (await team.OpenAsync("/register/duplicates")).PressAndFollowAsync("Look for duplicates now");
        found.Banner.ShouldContain("found 4 new pairs");
        found.Text.ShouldContain("Catherine Duplisson and Catherine Duplisson: same name and date of birth, same name and postcode");
        found.Text.ShouldContain("names that sound alike and the same date of birth");
        found.Text.ShouldContain(": same NHS number");
        (await (await team.OpenAsync("/register/duplicates")).PressAndFollowAsync("Look for duplicates now")).Banner.ShouldContain("found nothing new");

        var pair = await team.OpenAsync(found.LinkTo("Catherine Duplisson and Catherine Duplisson"));
        pair.Text.ShouldContain("3 February 2001");
        (await team.OpenAsync(pair.LinkTo("They are one person"))).Status.ShouldBe(200);
        (await pair.PressAsync("They are two people")).Errors.ShouldBe(["Enter how you know that they are two people"]);
        var judged = await pair.Type("How do you know", "Cousins: their mothers say so").PressAndFollowAsync("They are two people");
        judged.Text.ShouldNotContain("same name and postcode");
        judged.Text.ShouldContain("names that sound alike");
        (await register.RunJobAsync("find-duplicates")).Outcome.ShouldBe("done");
        (await team.OpenAsync("/register/duplicates")).Text.ShouldNotContain("same name and postcode");

        // somebody who left the register is no duplicate any more, and other areas see nothing of it
        await register.ChangeAsync("update referrals_person set state = 'removed' where id = @id", new { id = people[1] });
        (await team.OpenAsync("/register/duplicates")).Text.ShouldNotContain("same NHS number");
        (await (await register.SignInAsync("member", "sunderland")).OpenAsync(pair.Path)).Status.ShouldBe(404);
        (await (await register.SignInAsync("referrer")).OpenAsync("/register/duplicates")).Status.ShouldBe(403);
    }
}
