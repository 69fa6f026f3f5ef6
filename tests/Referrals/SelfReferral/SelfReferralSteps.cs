namespace Dsr.Tests.Referrals.SelfReferral;

/// <summary>Somebody without an account who fills in the self-referral, question by question, until it may be sent.</summary>
public sealed class SelfReferralSteps(Visitor visitor, TestRegister register, string area)
{
    /// <summary>What to answer at each question, by the page's heading; what is not here is answered as most people would.</summary>
    public Dictionary<string, Func<Screen, Screen>> Answers { get; } = new(StringComparer.Ordinal)
    {
        ["Are you or they safe right now?"] = page => page.Choose("Yes"),
        ["Who are you referring?"] = page => page.Choose("Myself"),
        ["About you"] = page => page.Type("Your name", "Morgan Fell").Type("How do you know them?", "I am their mother"),
        ["How should we contact you?"] = page => page.Choose("Phone").Type("Phone number", "01632 960 001"),
        ["How can we contact you safely?"] = page => page.Type("What are the best times?", "after 3pm").Choose("No", "Is it safe to leave a message?").Type("Is there anything that would make it safer?", "My brother must not know"),
        ["Do you need any of these?"] = page => page.Choose("Easy read").Choose("An interpreter").Type("Which language?", "Polish"),
        ["Do they need any of these?"] = page => page.Choose("None of these"),
        ["What is your name?"] = page => page.Type("First name", "Ash").Type("Last name", "Tarrant").Type("What do you like to be called?", "Ashy"),
        ["What is their name?"] = page => page.Type("First name", "Robin").Type("Last name", "Fell"),
        ["What is your date of birth?"] = page => page.TypeDate("What is your date of birth?", new DateOnly(1999, 3, 14)),
        ["What is their date of birth?"] = page => page.TypeDate("What is their date of birth?", new DateOnly(2015, 3, 14)),
        ["Do you know your NHS number?"] = page => page.Choose("Yes").Type("NHS number", "999 000 0018"),
        ["Do you know their NHS number?"] = page => page.Choose("Not sure"),
        ["Where do you live?"] = page => page.Choose("At an address").Type("Address line 1", "1 Example Road").Type("Town or city", "Stafford").Type("Postcode", "st16 3ag"),
        ["Where do they live?"] = page => page.Choose("No fixed address"),
        ["Which GP surgery do you go to?"] = page => page.Choose("I know the surgery").Type("GP surgery", "Example Surgery"),
        ["Which GP surgery do they go to?"] = page => page.Choose("I do not know"),
        ["Have you been told you have a learning disability or are autistic?"] = page => page.Choose("Autistic"),
        ["Have they been told they have a learning disability or are autistic?"] = page => page.Choose("I do not know"),
        ["What is happening now?"] = page => page.Type("What is happening now?", "I cannot sleep and I do not feel safe at home."),
        ["Which of these are true?"] = page => page.Choose("Something else").Type("What else is true?", "My support worker left"),
        ["What has helped?"] = page => page.Type("What has helped?", "Music"),
        ["What would help now?"] = page => page.Type("What would help now?", "Somebody to talk to"),
        ["Who already helps?"] = page => page.Type("Name", "Jo Reed").Type("Job", "Nurse"),
        ["Is a health or social care worker helping you with this?"] = page => page.Choose("No, please help me find someone"),
        ["Do you agree to be on the DSR?"] = page => page.Choose("Yes"),
        ["Have they said yes?"] = page => page.Choose("Yes, they will confirm it").Type("How can we reach them?", "07700 900 982"),
        ["Do you agree that your child is on the DSR?"] = page => page.Choose("Yes", "Do you have parental responsibility for them?").Choose("Yes", "Do you agree?"),
        ["Does someone with parental responsibility agree?"] = page => page.Choose("Yes").Type("Their name", "Sam Fell").Type("Their phone number", "01632 960 002"),
        ["What do they think about being on the DSR?"] = page => page.Type("What do they think about being on the DSR?", "She wants help"),
        ["What do you think about being on the DSR?"] = page => page.Type("What do you think about being on the DSR?", "I want help"),
        ["Why we ask"] = page => page.Choose("No, skip them"),
    };

    /// <summary>How long filling it in takes.</summary>
    public TimeSpan Takes { get; init; } = TimeSpan.FromMinutes(12);

    public Visitor Visitor => visitor;

    /// <summary>Headings in the order they were asked.</summary>
    public List<string> Asked { get; } = [];

    public async Task<Screen> StartAsync()
    {
        var page = await (await visitor.OpenAsync($"/self-referral?area={area}")).PressAndFollowAsync("Start now");
        register.Clock.Advance(Takes);
        return page;
    }

    /// <summary>Answers until the page with this heading comes.</summary>
    public async Task<Screen> UntilAsync(Screen page, string heading)
    {
        for (var pages = 0; page.Heading != heading; pages++)
        {
            pages.ShouldBeLessThan(40, $"{heading} does not come after {string.Join(" > ", Asked)}");
            Asked.Add(page.Heading);
            if (page.Heading == "Get help now")
            {
                page = await visitor.FollowAsync(page.LinkTo("I have got help or I am safe. Carry on"));
                continue;
            }
            if (page.Heading == "Check your email")
            {
                page = await visitor.FollowAsync(page.LinkTo("Carry on without a code"));
                continue;
            }
            page = await AnswerAsync(page);
        }
        return page;
    }

    /// <summary>Answers one page; the page after it.</summary>
    public Task<Screen> AnswerAsync(Screen page)
        => (Answers.TryGetValue(page.Heading.Replace(" (optional)", "", StringComparison.Ordinal), out var answer) ? answer(page) : page).PressAndFollowAsync("Continue");

    /// <summary>From the start to the panel with the reference.</summary>
    public async Task<Screen> SendAsync() => await (await UntilAsync(await StartAsync(), "Check your answers")).PressAndFollowAsync("Send");

    public static string Reference(Screen sent) => sent.Find(".nhsuk-panel strong")!.TextContent.Trim();
}
