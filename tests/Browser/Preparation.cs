using Dsr.Tests.Journeys;

namespace Dsr.Tests.Browser;

/// <summary>What the demonstration alone does not hold: a referral under way, one that waits, a series of meetings and a meeting that runs. Done over HTTP, as people do it.</summary>
public sealed class Preparation(TestRegister register, string area = "staffordshire")
{
    /// <summary>The addresses that a role begins at.</summary>
    public async Task<IReadOnlyList<string>> StartsAsync(string role)
    {
        var starts = new List<string> { "/home" };
        if (role is "referrer" or "member")
        {
            var job = new Job(register, area);
            var referrer = new OverHttp(await register.SignInAsync("referrer", area));
            await job.StartAsync(referrer);
            if (role == "referrer") starts.Add(job.Draft);
            await job.CompleteAsync(referrer);
            if (role == "referrer") starts.Add($"/referrals/{await ReferralAsync("waiting_since is not null")}/add");
            if (role == "referrer") starts.AddRange(Tasks.Select(task => $"{job.Draft}/{task}"));
            if (role == "member")
            {
                await job.SendAsync(referrer);
                starts.Add("/referrals");
                var sent = referrer.Path.Split('/')[2];
                starts.AddRange(new[] { "", "/ask", "/accept", "/decline", "/pass" }.Select(page => $"/triage/{sent}{page}"));
                starts.Add($"/triage/{await ReferralAsync("state = 'declined'")}/letter");
                starts.Add($"/triage/{await ReferralAsync("waiting_since is not null")}/answer");
                starts.Add("/referrals?show=waiting");
            }
        }
        if (role is "member" or "chair") starts.AddRange(await MeetingAsync());
        return starts;
    }

    private async Task<string> ReferralAsync(string which)
        => (await register.RowsAsync<string>($"select reference from referrals_referral where area = @area and {which} order by reference", new { area }))[0];

    private static readonly string[] Tasks = ["referrer", "criteria", "consent", "consent/own-consent", "consent/best-interests", "no-authority", "details", "communication", "home", "network", "health", "reviews", "rating", "worries", "tried", "actions", "check"];

    /// <summary>The next meeting, running.</summary>
    public async Task<IReadOnlyList<string>> MeetingAsync()
    {
        var meeting = await new Job(register, area).NextMeetingAsync();
        var chair = new OverHttp(await register.SignInAsync("chair", area));
        await chair.GoAsync(meeting + "/people");
        await chair.TickAllAsync();
        await chair.PressAsync("Start meeting");
        await chair.FollowAsync("Discuss the first person");
        return [meeting, chair.Path, meeting + "/close"];
    }
}
