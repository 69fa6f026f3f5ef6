using Dsr.Tests.Browser;

namespace Dsr.Tests.Journeys;

/// <summary>In each of the five areas, by its own rules, in a browser with scripts and without: somebody refers themself or whom they care for, a professional refers, the team accepts, the owner keeps the entry.</summary>
[Collection(Chromium.Journeys)]
public sealed class EveryAreaInABrowser(Chromium chromium)
{
    // scripts are the browser's alone, and what the areas ask of PostgreSQL MainJobInEveryArea asks over HTTP
    public static TheoryData<string, bool> Areas
    {
        get
        {
            var areas = new TheoryData<string, bool>();
            foreach (var area in Engine.IsPostgres ? ["nottinghamshire"] : new[] { "staffordshire", "south-yorkshire", "nottinghamshire", "sunderland", "northamptonshire" })
            {
                areas.Add(area, true);
                if (!Engine.IsPostgres) areas.Add(area, false);
            }
            return areas;
        }
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public async Task A_person_and_a_professional_refer_and_the_owner_keeps_the_entry(string area, bool scripts)
    {
        await using var register = await TestRegister.StartAsync(browser: true);
        await using var publics = await chromium.OpenAsync(register, scripts: scripts);
        await using var referrers = await chromium.OpenAsync(register, scripts: scripts);
        await using var members = await chromium.OpenAsync(register, scripts: scripts);
        var (person, referrer, member) = (new InBrowser(publics), new InBrowser(referrers), new InBrowser(members));

        // the area's rule: in Nottinghamshire a worker helps, or the team helps to find one; elsewhere nobody is asked for one
        var self = new SelfJob(register, area);
        await self.SendAsync(person, helped: scripts);
        self.Asked.Contains("Is a health or social care worker helping you with this?").ShouldBe(area == "nottinghamshire");
        await members.LogInAsync("member", area);
        await member.GoAsync($"/triage/{self.Reference}");
        var triage = await member.TextAsync();
        triage.ShouldContain(SelfJob.Name);
        triage.ShouldContain("the support stops on Friday");
        if (area == "nottinghamshire") triage.ShouldContain(scripts ? "Jo Reed, Community nurse" : "Needs a helper");

        await referrers.LogInAsync("referrer", area);
        var job = new Job(register, area);
        await job.StartAsync(referrer);
        await job.CompleteAsync(referrer);
        await job.SendAsync(referrer);
        await job.AcceptAsync(member);
        await job.UpdateAsync(referrer);
        await member.GoAsync("/inbox");
        (await member.TextAsync()).ShouldContain("Update added");
    }
}
