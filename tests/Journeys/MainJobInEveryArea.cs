namespace Dsr.Tests.Journeys;

/// <summary>The main job by each area's own rules: its criteria, its rating tool, its meetings.</summary>
public sealed class MainJobInEveryArea
{
    [Theory]
    [InlineData("staffordshire")]
    [InlineData("south-yorkshire")]
    [InlineData("nottinghamshire")]
    [InlineData("sunderland")]
    [InlineData("northamptonshire")]
    public async Task Referred_accepted_on_the_register_with_its_nine_items_and_on_the_next_agenda(string area)
    {
        await using var register = await TestRegister.StartAsync();
        var job = new Job(register, area);
        var referrer = new OverHttp(await register.SignInAsync("referrer", area));
        await job.StartAsync(referrer);
        await job.CompleteAsync(referrer);
        await job.SendAsync(referrer);

        var member = new OverHttp(await register.SignInAsync("member", area));
        await job.AcceptAsync(member);
        (await Job.IsFoundAsync(member)).ShouldBeTrue();
        (await Job.IsFoundAsync(referrer, Job.Name)).ShouldBeTrue();
        await member.GoAsync("/register?rating=amber");
        (await member.TextAsync()).ShouldContain("people");
        await member.GoAsync($"{await job.NextMeetingAsync()}/agenda");
        (await member.RowAsync(Job.Name)).ShouldContain("New referral");

        // South Yorkshire and Sunderland list the nine items that a register holds: each stands on the record as it was typed
        await member.GoAsync($"/people/{job.Reference}/print");
        await member.ChooseAsync("Summary");
        await member.ChooseAsync("Network");
        await member.PressAsync("Show to print");
        var record = await member.TextAsync();
        foreach (var item in new[] { Job.Name, "14 March 1995", "1 Made Up Street", Job.NhsNumber, "A sister", "who visits on Sundays", "A community nurse", "The support at home may stop", "Walks, and the same people each day", "A short break", "Find another provider" }) record.ShouldContain(item);

        // nobody of another area knows of them
        var other = new OverHttp(await register.SignInAsync("member", area == "sunderland" ? "staffordshire" : "sunderland"));
        (await other.StatusAsync($"/people/{job.Reference}")).ShouldBe(404);
        (await Job.IsFoundAsync(other)).ShouldBeFalse();
    }
}
