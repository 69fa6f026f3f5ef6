namespace Dsr.Tests.Journeys;

/// <summary>The steps of the main job, each by whoever does it. The person is made up.</summary>
public sealed class Job(TestRegister register, string area)
{
    public const string FirstName = "Ottoline";

    public const string LastName = "Quarmby";

    public const string NhsNumber = "999 730 1005";

    private static readonly DateOnly Born = new(1995, 3, 14);

    public static string Name => $"{FirstName} {LastName}";

    /// <summary>The address of the draft.</summary>
    public string Draft { get; private set; } = "";

    /// <summary>The reference of the entry on the register.</summary>
    public string Reference { get; private set; } = "";

    private DateOnly Today => register.Clock.Today();

    public async Task StartAsync(IHands referrer)
    {
        ArgumentNullException.ThrowIfNull(referrer);
        await referrer.GoAsync("/referrals/new");
        await referrer.FollowAsync("Start");
        await referrer.ChooseAsync("Yes, I know it");
        await referrer.TypeAsync("NHS number", NhsNumber);
        await referrer.TypeAsync("First name", FirstName);
        await referrer.TypeAsync("Last name", LastName);
        await referrer.TypeDateAsync("Date of birth", Born);
        await referrer.PressAsync("Continue");
        (await referrer.HeadingAsync()).ShouldBe($"Make a referral for {Name}");
        Draft = referrer.Path;
    }

    public async Task CompleteAsync(IHands referrer)
    {
        ArgumentNullException.ThrowIfNull(referrer);
        await TaskAsync(referrer, "referrer", async () =>
        {
            await referrer.TypeAsync("What is your job?", "Community nurse");
            await referrer.TypeAsync("Your phone number", "01632 960 001");
            if ((await referrer.QuestionsAsync()).Contains("Who does the referral come from?")) await referrer.ChooseAsync("A health professional");
            await referrer.ChooseAsync("In the usual time");
        });
        await TaskAsync(referrer, "criteria", async () =>
        {
            foreach (var criterion in await Criteria()) await referrer.ChooseAsync(criterion);
            await referrer.ChooseAsync("Learning disability and autism");
            await referrer.ChooseAsync("Confirmed");
        });
        await DecideAsync(referrer);
        await TaskAsync(referrer, "details", async () =>
        {
            await referrer.TypeAsync("What do they like to be called?", "Otty");
            await DoneAsync(referrer);
        });
        await TaskAsync(referrer, "communication", async () =>
        {
            await referrer.TypeAsync("How should people communicate with", "Short sentences, and time to answer");
            await referrer.ChooseAsync("No", "Do they need an interpreter?");
            await referrer.ChooseAsync("Yes", "Is there a Reasonable Adjustment Flag");
            await DoneAsync(referrer);
        });
        await TaskAsync(referrer, "home", async () =>
        {
            await referrer.TypeAsync("Address", "1 Made Up Street");
            await referrer.TypeAsync("Postcode", "ST16 3TT");
            await referrer.SelectAsync("Local authority", (await LocalAuthorities())[0]);
            await referrer.ChooseAsync("Supported living");
            await referrer.ChooseAsync("Not in education");
            await DoneAsync(referrer);
        });
        await TaskAsync(referrer, "network", async () =>
        {
            await referrer.TypeAsync("Family and carers", "A sister, who visits on Sundays");
            await referrer.TypeAsync("Professionals", "A community nurse");
            await referrer.ChooseAsync("No", "Do they have a keyworker?");
            await referrer.ChooseAsync("Me");
            await DoneAsync(referrer);
        });
        await TaskAsync(referrer, "health", async () =>
        {
            await referrer.TypeAsync("Mental and physical health", "Anxiety, and little sleep");
            await referrer.ChooseAsync("None of these");
            await referrer.TypeAsync("Admissions to a mental health hospital", "None");
            await DoneAsync(referrer);
        });
        await TaskAsync(referrer, "reviews", async () =>
        {
            await referrer.ChooseAsync("No", "Have they had a C(E)TR?");
            await referrer.ChooseAsync("Not asked yet");
            await referrer.ChooseAsync("No", "Has there been a LAEP?");
        });
        await RateAsync(referrer);
        await TaskAsync(referrer, "worries", async () =>
        {
            await referrer.TypeAsync("What worries you now?", "The support at home may stop");
            await referrer.TypeAsync("Why now?", "The provider gave notice");
            await DoneAsync(referrer);
        });
        await TaskAsync(referrer, "tried", async () =>
        {
            await referrer.TypeAsync("What has been tried?", "Talking with the provider");
            await referrer.TypeAsync("What helps?", "Walks, and the same people each day");
            await referrer.TypeAsync("What could help more?", "A short break");
            await DoneAsync(referrer);
        });
        await TaskAsync(referrer, "actions", () => referrer.TypeAsync("What should services do now and later?", "Find another provider"));
    }

    public async Task SendAsync(IHands referrer)
    {
        ArgumentNullException.ThrowIfNull(referrer);
        await referrer.GoAsync(Draft);
        await referrer.FollowAsync("Check and send");
        await referrer.PressAsync("Send referral");
        (await referrer.HeadingAsync()).ShouldBe("Referral sent");
    }

    /// <summary>The member accepts: amber, with the referrer as the owner, or another.</summary>
    public async Task AcceptAsync(IHands member, string? owner = null)
    {
        ArgumentNullException.ThrowIfNull(member);
        await member.GoAsync("/referrals");
        await member.FollowAsync(Name);
        await member.FollowAsync("Accept");
        (await member.HeadingAsync()).ShouldBe("Accept the referral", await member.TextAsync());
        await member.ChooseAsync("Amber", "What rating was agreed?");
        await member.TypeAsync("Why this rating?", "The support at home may stop");
        await member.ChooseAsync(FirstName, "Who was it discussed and agreed with?");
        if (owner is not null) await member.SelectAsync("Who will be the owner?", owner);
        await member.PressAsync("Continue");
        await member.PressAsync("Accept referral");
        (await member.HeadingAsync()).ShouldStartWith($"{Name} is on the register");
        await member.FollowAsync("See the entry");
        Reference = member.Path.Split('/')[2];
    }

    /// <summary>The owner says what has changed, and it stands on the timeline.</summary>
    public async Task UpdateAsync(IHands owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await owner.GoAsync($"/people/{Reference}/updates/add");
        (await owner.HeadingAsync()).ShouldBe("Add an update", await owner.TextAsync());
        await owner.TypeAsync("What has changed?", "The new provider starts on Monday");
        await owner.ChooseAsync("Lower", "Is the risk of going into hospital");
        await owner.ChooseAsync("Other professionals", "Who did you speak to?");
        await owner.PressAsync("Add update");
        owner.Path.ShouldBe($"/people/{Reference}/updates");
        (await owner.TextAsync()).ShouldContain("The new provider starts on Monday");
    }

    /// <summary>Whether somebody's search finds the person.</summary>
    public static async Task<bool> IsFoundAsync(IHands somebody, string by = NhsNumber)
    {
        ArgumentNullException.ThrowIfNull(somebody);
        await somebody.GoAsync("/search");
        await somebody.TypeAsync("Find a person", by);
        await somebody.PressAsync("Search");
        return (await somebody.TextAsync()).Contains(Name, StringComparison.Ordinal);
    }

    /// <summary>The first meeting of the area that is still to come.</summary>
    public async Task<string> NextMeetingAsync()
        => $"/meetings/{(await register.RowsAsync<Guid>("select id from meetings_meeting where area = @area and state = 'planned' and met_on >= @Today order by met_on, id limit 1", new { area, Today }))[0]}";

    private async Task DecideAsync(IHands referrer)
    {
        await referrer.GoAsync($"{Draft}/consent");
        await referrer.ChooseAsync("The person agreed", "Who made the decision?");
        await referrer.PressAsync("Continue");
        await referrer.TypeDateAsync("When did they decide?", Today);
        await referrer.ChooseAsync("In person");
        await referrer.ChooseAsync("Easy read", "What were they given to help them decide?");
        await referrer.TypeAsync("How did they say or show their decision?", "Said yes, and said why");
        await referrer.ChooseAsync("Health services", "Who have they agreed can be told?");
        await referrer.ChooseAsync("Social care", "Who have they agreed can be told?");
        await referrer.PressAsync("Save and continue");
        referrer.Path.ShouldBe(Draft);
    }

    private async Task RateAsync(IHands referrer)
    {
        await referrer.GoAsync($"{Draft}/rating");
        foreach (var question in await referrer.QuestionsAsync())
        {
            if (question.StartsWith("Which meaning fits", StringComparison.Ordinal)) await referrer.ChooseAsync("Amber", question);
            else if (question != "Legal status") await referrer.ChooseAsync("No", question);
        }
        await referrer.PressAsync("Continue");
        (await referrer.HeadingAsync()).ShouldStartWith("The tool suggests");
        await referrer.ChooseAsync("Amber", "What rating do you propose?");
        if (!(await referrer.HeadingAsync()).Contains("amber", StringComparison.OrdinalIgnoreCase)) await referrer.TypeAsync("Why do you propose a different rating?", "The notice is short");
        await referrer.ChooseAsync(FirstName, "Who did you discuss this with?");
        await referrer.TypeDateAsync("When did you discuss it?", Today);
        await referrer.PressAsync("Save and continue");
        referrer.Path.ShouldBe(Draft);
    }

    private async Task TaskAsync(IHands referrer, string task, Func<Task> answer)
    {
        await referrer.GoAsync($"{Draft}/{task}");
        await answer();
        await referrer.PressAsync("Continue");
        referrer.Path.ShouldBe(Draft, task);
    }

    private static Task DoneAsync(IHands referrer) => referrer.ChooseAsync("Yes, I've completed this section");

    // as many of the area's criteria as it needs
    private Task<string[]> Criteria() => AreaAsync(root => root.GetProperty("referrals").GetProperty("criteria") is var criteria
        ? criteria.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("words").GetString()!).Take(criteria.GetProperty("needed").GetInt32()).ToArray()
        : []);

    private Task<string[]> LocalAuthorities() => AreaAsync(root => root.GetProperty("referrals").GetProperty("localAuthorities").EnumerateArray().Select(item => item.GetProperty("name").GetString()!).ToArray());

    // the area's own words, as its file says them
    private async Task<string[]> AreaAsync(Func<System.Text.Json.JsonElement, string[]> read)
    {
        await using var file = File.OpenRead(System.IO.Path.Combine(AppContext.BaseDirectory, "areas", area + ".json"));
        using var document = await System.Text.Json.JsonDocument.ParseAsync(file);
        return read(document.RootElement);
    }
}
