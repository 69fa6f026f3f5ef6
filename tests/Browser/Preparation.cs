using Dsr.Tests.Journeys;
using Dsr.Tests.Referrals;

namespace Dsr.Tests.Browser;

/// <summary>What the demonstration alone does not hold: a referral under way, one that waits, a series of meetings and a meeting that runs. Done over HTTP, as people do it.</summary>
public sealed class Preparation(TestRegister register, string area = "staffordshire")
{
    /// <summary>The addresses that a role begins at.</summary>
    public async Task<IReadOnlyList<string>> StartsAsync(string role)
    {
        if (role == "lead") return await OverrideAsync();
        var starts = new List<string> { "/home" };
        if (role is "referrer" or "member")
        {
            var job = new Job(register, area);
            var referrer = new OverHttp(await register.SignInAsync("referrer", area));
            await job.StartAsync(referrer);
            if (role == "referrer") starts.Add(job.Draft);
            await job.CompleteAsync(referrer);
            if (role == "referrer") starts.Add($"/referrals/{await ReferralAsync("state = 'submitted' and started_by = (select user_id from referrals_user where email = 'referrer@' || @area || '.example.com')")}/add");
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
                starts.AddRange(await DuplicatesAsync());
            }
        }
        if (role is "member") starts.AddRange(await KeyworkingAsync());
        if (role is "member") starts.AddRange(await ActsAsync());
        if (role is "member") starts.AddRange(await ConsentAsync());
        if (role == "member") starts.AddRange(await RatingsAsync());
        starts.AddRange(await WhatIsThereAsync(role));
        if (role == "administrator") starts.AddRange(await ToolDraftAsync());
        if (role is "member" or "chair") starts.AddRange(await MeetingAsync());
        return starts;
    }

    /// <summary>Pages of the demonstration that no link leads to, or only one after an act.</summary>
    private async Task<IReadOnlyList<string>> WhatIsThereAsync(string role)
    {
        var pages = role switch
        {
            "referrer" => new[]
            {
                "select '/my-people/away'",
                $"select '/people/' || reference || '/leave' from referrals_person where {Own} limit 1",
                $"select '/requests/meetings/new/' || reference from referrals_person where {Own} limit 1",
                "select '/referrals/' || reference || '/sent' from referrals_referral where area = @area and state = 'submitted' and started_by = (select user_id from referrals_user where email = 'referrer@' || @area || '.example.com') limit 1",
            },
            "member" =>
            [
                "select '/owners'",
                "select '/search'",
                "select '/triage/' || reference || '/crisis' from referrals_referral where area = @area and state = 'submitted' and in_crisis = 1 limit 1",
            ],
            _ => [],
        };
        var starts = new List<string>();
        foreach (var page in pages) starts.AddRange(await register.RowsAsync<string>(page, new { area }));
        if (role != "member") return starts;
        foreach (var user in await register.RowsAsync<Guid>("select user_id from referrals_user where email = 'referrer@' || @area || '.example.com'", new { area })) starts.Add($"/owners/{user}/reassign");
        return starts;
    }

    private const string Own = "area = @area and state = 'active' and authority_ends_on >= '2027' and withdrawn_at is null and owner_id = (select user_id from referrals_user where email = 'referrer@' || @area || '.example.com')";

    /// <summary>Three times two people who look like one: found, asked to be merged, and merged.</summary>
    private async Task<IReadOnlyList<string>> DuplicatesAsync()
    {
        var people = await register.RowsAsync<Guid>("select id from referrals_person where area = @area and state = 'active' and withdrawn_at is null and authority_ends_on > '2027' order by id limit 6", new { area });
        foreach (var pair in people.Chunk(2)) await register.ChangeAsync("update referrals_person set nhs_number = (select nhs_number from referrals_person where id = @one) where id = @other", new { one = pair[0], other = pair[1] });
        await register.RunJobAsync("find-duplicates");
        var lead = await register.SignInAsync("lead", area);
        var found = await PairAsync(people[0], people[1]);
        var asked = await AskAsync(people[2], people[3]);
        var merged = await AskAsync(people[4], people[5]);
        await (await (await register.SignInAsync("member", area)).OpenAsync(merged)).Choose("Merge them").PressAndFollowAsync("Save decision");
        return ["/register/duplicates", found, found + "/merge", asked, merged + "?merged"];

        async Task<string> PairAsync(Guid one, Guid other)
        {
            var references = await register.RowsAsync<string>("select reference from referrals_person where id in @pair order by id", new { pair = new[] { one, other } });
            return $"/register/duplicates/{references[0]}/{references[1]}";
        }

        async Task<string> AskAsync(Guid one, Guid other)
        {
            var form = await lead.OpenAsync(await PairAsync(one, other) + "/merge");
            return (await form.Choose(form.Find("input[name='Ask.Stays']")!.GetAttribute("value")!).Type("How do you know", "Their mother says so").PressAndFollowAsync("Ask for the merge")).Path;
        }
    }

    /// <summary>Somebody who can be referred to keyworking, and somebody who is; what people sent to the team.</summary>
    private async Task<IReadOnlyList<string>> KeyworkingAsync()
    {
        var member = await register.SignInAsync("member", area);
        var list = await member.OpenAsync("/keyworking?show=referred");
        var known = list.Find("tbody a")!.GetAttribute("href")!;
        var toRefer = (await member.OpenAsync("/keyworking")).Find("tbody a")!.GetAttribute("href")!;
        return ["/keyworking", "/keyworking?show=allocated", known, toRefer + "/refer", (await member.OpenAsync(known)).LinkTo("Record what has happened"),
            "/enquiries", "/enquiries?show=held", (await member.OpenAsync("/enquiries?kind=complaint")).Find("tbody a")!.GetAttribute("href")!, "/requests/training", "/requests/training?trained=true"];
    }

    /// <summary>What stands only after an act: an update that leads on to others, a placement that can end, a removal to decide, a search that was saved, a file.</summary>
    private async Task<IReadOnlyList<string>> ActsAsync()
    {
        var member = await register.SignInAsync("member", area);
        var today = register.Clock.Today();
        var (person, name) = await RemovalTests.OwnAsync(register, "amber");
        var followed = await (await member.OpenAsync($"/people/{person}/updates/add")).Type("What has changed?", "Notice was given.").Choose("Same").Choose("Family or carer").TypeDate("When did it happen?", today)
            .Choose("Change the rating").Choose("Add an action").PressAndFollowAsync("Add update");
        var placed = await (await member.OpenAsync($"/people/{person}/placements/add")).Choose("52-week residential school or college").Type("Name of the place", "Elm Tree College").TypeDate("From when?", today.AddYears(-1))
            .TypeDate("When does it end?", today.AddMonths(6)).PressAndFollowAsync("Save placement");
        await RemovalTests.AskAsync(member, person, "They do not want to be on the register");
        var saved = await (await member.OpenAsync((await member.OpenAsync("/register?rating=red")).LinkTo("Save this search"))).Type("What do you call it?", "Red").PressAndFollowAsync("Save search");
        var file = await (await member.OpenAsync((await member.OpenAsync("/register?rating=red")).LinkTo("Download ("))).Choose("A meeting about them").Type("Why do you need names for that?", "The meeting on Thursday.").PressAndFollowAsync("Make the file");
        return [followed.Path, placed.LinkTo("Record that it has ended"), (await member.OpenAsync("/requests/removals")).LinkTo(name), saved.LinkTo("Delete the search Red"), file.Path];
    }

    private async Task<string> ReferralAsync(string which)
        => (await register.RowsAsync<string>($"select reference from referrals_referral where area = @area and {which} order by reference", new { area }))[0];

    private static readonly string[] Tasks = ["referrer", "criteria", "consent", "consent/own-consent", "consent/best-interests", "no-authority", "details", "communication", "home", "network", "health", "reviews", "rating", "worries", "tried", "actions", "check"];

    /// <summary>The pages of what is decided about somebody: an assessment under way, a C(E)TR that was offered, who can be told, links.</summary>
    public async Task<IReadOnlyList<string>> ConsentAsync()
    {
        var member = await register.SignInAsync("member", area);
        var authority = $"/people/{await SomebodyAsync()}/authority";
        var assessment = (await (await member.OpenAsync(authority + "/best-interests")).PressAndFollowAsync("Start now")).Path;
        var cetr = (await (await member.OpenAsync(authority + "/cetr")).Choose("Community").Choose("No").TypeDate("When was it offered?", register.Clock.Today()).PressAndFollowAsync("Save and record the answer")).Path;
        return
        [
            authority, authority + "/link", authority + "/entry-link", authority + "/sharing", authority + "/birthday", authority + "/renew/own-consent", authority + "/best-interests", assessment, assessment + "/record",
            .. new[] { "decision", "ability", "cause", "holder", "people", "checklist" }.Select(task => $"{assessment}/{task}"), authority + "/cetr", cetr, cetr + "/yes/own-consent", cetr + "/no",
        ];
    }

    /// <summary>What only the team's lead may do: share without consent, and end it.</summary>
    private async Task<IReadOnlyList<string>> OverrideAsync()
    {
        var lead = await register.SignInAsync("lead", area);
        var withdrawn = (await register.RowsAsync<string>("select reference from referrals_person where area = @area and state = 'active' and withdrawn_at is not null order by reference", new { area }))[0];
        var form = await lead.OpenAsync($"/people/{withdrawn}/authority/override");
        var shared = await form.Choose("Safeguarding").Select("Who must see the record?", form.All("main select option")[1].TextContent.Trim()).Type("Why must you share", "Their flat is not safe tonight")
            .Type("Which Caldicott guardian", "Dr Made-Up, ICB").TypeDate("What is the last day?", register.Clock.Today().AddDays(2)).PressAndFollowAsync("Share without consent");
        return [form.Path, shared.All("main a").Select(link => link.GetAttribute("href")!).First(href => href.EndsWith("/end", StringComparison.Ordinal))];
    }

    /// <summary>Links that somebody without an account holds: the question, plain and easy read, their own page, and that what they sent has come.</summary>
    public async Task<IReadOnlyList<string>> LinksAsync()
    {
        var member = await register.SignInAsync("member", area);
        var authority = $"/people/{await SomebodyAsync()}/authority";
        var question = await LetterAsync(member, authority + "/link");
        var enquiry = await register.Visitor().OpenAsync($"/complaints?area={area}");
        register.Clock.Advance(TimeSpan.FromSeconds(5));
        var sent = await enquiry.Type("What went wrong?", "Nobody told me.").Choose("Me").Type("Your name", "Ash Tarrant").Choose("Email").Type("Email address", "ash@example.com").PressAndFollowAsync("Send complaint");
        return [question, "/easy" + question, await LetterAsync(member, authority + "/entry-link"), sent.Path];
    }

    private async Task<string> SomebodyAsync()
        => (await register.RowsAsync<string>("select reference from consent_person where area = @area and state = 'active' and kind = 'own-consent' and born_on < '2000' and withdrawn_at is null order by ends_on desc, id", new { area }))[0];

    private static async Task<string> LetterAsync(Visitor member, string page)
    {
        var letter = await (await member.OpenAsync(page)).Choose("Plain words").Choose("A letter that I print").PressAsync("Make the link");
        return new Uri(letter.Find(".nhsuk-inset-text p")!.TextContent.Trim()).AbsolutePath;
    }

    /// <summary>Somebody in hospital out of the area, whose stay is told about, and somebody at home.</summary>
    private async Task<IReadOnlyList<string>> RatingsAsync()
    {
        var today = register.Clock.Today();
        var red = await register.RowsAsync<string>(
            "select reference from referrals_person where area = @area and state = 'active' and rating = 'red' and withdrawn_at is null and authority_ends_on >= @today order by reference limit 2", new { area, today });
        var (home, hospital) = (red[0], red[1]);
        var member = await register.SignInAsync("member", area);
        var admission = await member.OpenAsync($"/people/{hospital}/ratings/admission");
        await admission.Type("Which mental health hospital?", "St Made-Up's").TypeDate("When were they admitted?", today).Choose("Section 3").Choose("Out of the area").Choose("No", "Is it a secure").Choose("No", "Was it planned?")
            .Choose("No", "Was there a review").Type("Why were they admitted?", "Could not be kept safe at home").PressAndFollowAsync("Record admission");
        return
        [
            .. new[] { "", "/visit", "/admission/details", "/done", "/discharge" }.Select(page => $"/people/{hospital}/ratings{page}"),
            .. new[] { "change", "admission", "tool", "tool?tool=key-questions" }.Select(page => $"/people/{home}/ratings/{page}"),
        ];
    }

    /// <summary>A new version of a tool with people whom it affects.</summary>
    private async Task<IReadOnlyList<string>> ToolDraftAsync()
    {
        var administrator = await register.SignInAsync("administrator", area);
        var draft = await (await administrator.OpenAsync($"/admin/tools/{area}/key-questions/start")).Type("Name of the new version", "2").Type("Why is the tool changing?", "Police are asked about too").PressAndFollowAsync("Start a draft");
        return [draft.Path, .. new[] { "edit", "question", "question?key=crisis", "rules", "effect", "go-live" }.Select(page => $"{draft.Path}/{page}")];
    }

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
