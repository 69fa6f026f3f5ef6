namespace Dsr.Tests.Consent;

/// <summary>ui.md 7.A <c>/my-entry</c>: somebody of the demonstration, about whom every module holds something.</summary>
public sealed class OwnPageTests
{
    [Fact]
    public async Task The_persons_page_says_rating_actions_meeting_whom_to_talk_to_and_who_has_looked_and_no_reason_that_a_professional_wrote()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var person = (await register.RowsAsync<Person>(
            """
            select p.id, p.reference, p.owner_name, x.what, x.owner_name as by_whom
            from meetings_person p
            join meetings_action x on x.person_id = p.id and x.state = 'to-do'
            join meetings_authority a on a.person_id = p.id and a.ends_on > '2026-12-31' and a.withdrawn_at is null
            join meetings_agenda_item i on i.person_id = p.id and i.removed = 0
            where p.area = 'staffordshire' and p.state = 'active' and p.owner_name is not null
            limit 1
            """))[0];
        var letter = await (await member.OpenAsync($"/people/{person.Reference}/authority/entry-link")).Choose("Plain words").Choose("A letter that I print").PressAsync("Make the link");
        var page = await register.Visitor().OpenAsync(new Uri(letter.Find(".nhsuk-inset-text p")!.TextContent.Trim()).AbsolutePath);
        page.Status.ShouldBe(200);
        page.Text.ShouldContain(person.OwnerName);
        page.Text.ShouldContain($"{person.ByWhom}, by ");
        page.Text.ShouldContain(person.What);
        page.Text.ShouldContain("When people talk about you");
        page.Text.ShouldContain("The rating is about the chance of going into a mental health hospital.");
        page.Text.ShouldContain("MPFT DSR Team, last on 21 November 2026");
        var easy = await register.Visitor().OpenAsync(page.LinkTo("Read this in easy read"));
        easy.Status.ShouldBe(200);
        easy.All(".dsr-easy-read__row img").Count.ShouldBeGreaterThan(8);
        easy.All(".dsr-easy-read__row img").ShouldAllBe(picture => picture.GetAttribute("alt") == "");
        easy.Text.ShouldContain($"{person.OwnerName} keeps what is here up to date.");
        easy.Text.ShouldContain($"{person.ByWhom} will do this by");
        easy.Text.ShouldContain(person.What);
        easy.Text.ShouldContain("Your rating is ");
        easy.Text.ShouldContain("Saying no will not change the care you get now.");
        easy.Text.ShouldContain("Draft easy read.");
        easy.LinkTo("I want to stop").ShouldBe("/easy/stop");
        easy.LinkTo("Read this in plain words").ShouldBe(page.Path);
        easy.All("main form").ShouldBeEmpty();
        // somebody who reads easily is given the easy page at once
        letter = await (await member.OpenAsync($"/people/{person.Reference}/authority/entry-link")).Choose("Easy read").Choose("A letter that I print").PressAsync("Make the link");
        var link = new Uri(letter.Find(".nhsuk-inset-text p")!.TextContent.Trim()).AbsolutePath;
        link.ShouldStartWith("/easy/my-entry/");
        easy = await register.Visitor().OpenAsync(link);
        (await register.Visitor().OpenAsync(page.Path)).Status.ShouldBe(404);
        foreach (var reason in await register.RowsAsync<string>("select reason from rating_change where person_id = @Id", new { person.Id })) (page.Text + easy.Text).ShouldNotContain(reason);
    }

    private sealed record Person(Guid Id, string Reference, string OwnerName, string What, string ByWhom);
}
