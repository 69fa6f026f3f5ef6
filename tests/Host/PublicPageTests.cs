namespace Dsr.Tests.Host;

public class PublicPageTests
{
    [Fact]
    public async Task Where_there_are_several_registers_the_start_asks_where_the_person_lives_and_says_where_to_call_in_a_crisis()
    {
        await using var register = await TestRegister.StartAsync();
        var start = await register.Visitor().OpenAsync("/");
        start.Status.ShouldBe(200);
        start.Heading.ShouldBe("Where does the person live?");
        start.Text.ShouldContain("Call 999 or go to A&E now if:");
        start.All("input[type=radio]").Count.ShouldBe(5);
        start.All("input[type=radio][checked]").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_area_that_was_chosen_is_remembered()
    {
        await using var register = await TestRegister.StartAsync();
        var visitor = register.Visitor();
        var start = await (await visitor.OpenAsync("/")).Choose("Sunderland").PressAsync("Continue");
        start.Heading.ShouldBe("Sunderland DSR");
        start.Text.ShouldContain("0303 123 1145");
        start.Text.ShouldContain("9am to 5pm, Monday to Friday");
        start.Text.ShouldContain("The DSR team is not a crisis service.");
        (await visitor.OpenAsync("/about")).Text.ShouldContain("Sunderland DSR");
        (await visitor.OpenAsync("/contact")).Text.ShouldContain("dsr.sunderland@togetherforchildren.org.uk");
        (await visitor.OpenAsync("/contact?area=")).Heading.ShouldBe("Where does the person live?");
    }

    [Fact]
    public async Task Self_referral_says_the_rule_of_the_area_and_leads_nowhere_that_is_not_there()
    {
        await using var register = await TestRegister.StartAsync();
        var visitor = register.Visitor();
        var start = await visitor.OpenAsync("/?area=nottinghamshire");
        start.Text.ShouldContain("Refer yourself or someone you care for");
        start.Text.ShouldContain("ask a GP, SENCO or health professional");
        foreach (var link in start.All("main a[href^='/']").Select(link => link.GetAttribute("href")!).Distinct(StringComparer.Ordinal)) (await visitor.OpenAsync(link)).Status.ShouldBe(200, link);
    }

    [Theory]
    [InlineData("/", "Staffordshire and Stoke-on-Trent DSR")]
    [InlineData("/about", "Who the register is for")]
    [InlineData("/ratings", "What the ratings mean")]
    [InlineData("/privacy", "How we use information about people")]
    [InlineData("/urgent-help", "Urgent help")]
    [InlineData("/professional", "Refer someone as a professional")]
    [InlineData("/contact", "Contact us")]
    [InlineData("/accessibility", "Accessibility statement")]
    [InlineData("/cookies", "Cookies")]
    [InlineData("/terms", "Terms of use")]
    public async Task Anyone_may_read_the_public_pages_and_none_of_them_breaks(string path, string heading)
    {
        await using var register = await TestRegister.StartAsync();
        foreach (var area in new[] { "south-yorkshire", "nottinghamshire", "sunderland", "northamptonshire" }) (await register.Visitor().OpenAsync($"{path}?area={area}")).Status.ShouldBe(200);
        var page = await register.Visitor().OpenAsync($"{path}?area=staffordshire");
        page.Status.ShouldBe(200);
        page.Heading.ShouldBe(heading);
    }

    [Fact]
    public async Task The_organisations_that_signed_are_named_as_they_are_in_the_register_today()
    {
        await using var register = await TestRegister.StartAsync();
        var about = await register.Visitor().OpenAsync("/about?area=staffordshire");
        about.Text.ShouldContain("This is not a full list.");
        about.Text.ShouldContain("Staffordshire County Council");
        register.Clock.MoveTo(new DateOnly(2050, 1, 1));
        (await register.Visitor().OpenAsync("/ratings?area=staffordshire")).All(".dsr-rating").Count.ShouldBe(4);
    }
}
