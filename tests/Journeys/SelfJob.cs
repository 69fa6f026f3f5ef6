namespace Dsr.Tests.Journeys;

/// <summary>A self-referral in one area, by its rule, from the start to the reference: for oneself, a child or somebody one cares for. The people are made up.</summary>
public sealed class SelfJob(TestRegister register, string area)
{
    public const string LastName = "Merriweather";

    // for oneself with a worker's help or without one, for a child, for somebody cared for: each area is asked one of the ways it has
    private readonly string _who = area switch { "south-yorkshire" => "My child", "sunderland" or "northamptonshire" => "Someone I care for", _ => "Myself" };

    public static string Name => $"Posy {LastName}";

    /// <summary>The questions in the order they were asked.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The reference of the referral.</summary>
    public string Reference { get; private set; } = "";

    public async Task SendAsync(IHands person, bool helped)
    {
        ArgumentNullException.ThrowIfNull(person);
        await person.GoAsync($"/self-referral?area={area}");
        await person.PressAsync("Start now");
        register.Clock.Advance(TimeSpan.FromMinutes(20));
        for (var heading = await person.HeadingAsync(); heading != "Check your answers"; heading = await person.HeadingAsync())
        {
            Asked.Count.ShouldBeLessThan(40, string.Join(" > ", Asked));
            Asked.Add(heading.Replace(" (optional)", "", StringComparison.Ordinal));
            await AnswerAsync(person, Asked[^1], helped);
            await person.PressAsync("Continue");
        }
        await person.PressAsync("Send");
        var sent = await person.TextAsync();
        sent.ShouldStartWith("We have your referral");
        Reference = System.Text.RegularExpressions.Regex.Match(sent, "DR-[0-9A-Z]{4}-[0-9A-Z]{4}").Value;
    }

    private async Task AnswerAsync(IHands person, string question, bool helped)
    {
        switch (question)
        {
            case "Are you or they safe right now?" or "Do you agree to be on the DSR?": await person.ChooseAsync("Yes"); break;
            case "Who are you referring?": await person.ChooseAsync(_who); break;
            case "About you":
                await person.TypeAsync("Your name", "Hester Merriweather");
                await person.TypeAsync("How do you know them?", "I am their mother");
                break;
            case "How should we contact you?":
                await person.ChooseAsync("Phone");
                await person.TypeAsync("Phone number", "01632 960 001");
                break;
            case "How can we contact you safely?": await person.ChooseAsync("Yes", "Is it safe to leave a message?"); break;
            case "Do you need any of these?" or "Do they need any of these?": await person.ChooseAsync("None of these"); break;
            case "What is your name?" or "What is their name?":
                await person.TypeAsync("First name", "Posy");
                await person.TypeAsync("Last name", LastName);
                break;
            case "What is your date of birth?" or "What is their date of birth?": await person.TypeDateAsync(question, new DateOnly(_who == "My child" ? 2015 : 1999, 3, 14)); break;
            case "Do you know your NHS number?" or "Do you know their NHS number?": await person.ChooseAsync("Not sure"); break;
            case "Where do you live?" or "Where do they live?": await person.ChooseAsync("No fixed address"); break;
            case "Which GP surgery do you go to?" or "Which GP surgery do they go to?": await person.ChooseAsync("I do not know"); break;
            case "Have you been told you have a learning disability or are autistic?" or "Have they been told they have a learning disability or are autistic?": await person.ChooseAsync("Autistic"); break;
            case "What is happening now?": await person.TypeAsync(question, "Nobody sleeps, and the support stops on Friday"); break;
            case "Which of these are true?": await person.ChooseAsync("None of these"); break;
            case "What has helped?" or "What would help now?": await person.TypeAsync(question, "Somebody to talk to"); break;
            case "Is a health or social care worker helping you with this?" when helped:
                await person.ChooseAsync("Yes");
                await person.TypeAsync("Their name", "Jo Reed");
                await person.TypeAsync("Their job", "Community nurse");
                await person.TypeAsync("Their phone number", "01632 960 003");
                break;
            case "Is a health or social care worker helping you with this?": await person.ChooseAsync("No, please help me find someone"); break;
            case "Have they said yes?":
                await person.ChooseAsync("Yes, they will confirm it");
                await person.TypeAsync("How can we reach them?", "07700 900 982");
                break;
            case "Do you agree that your child is on the DSR?":
                await person.ChooseAsync("Yes", "Do you have parental responsibility for them?");
                await person.ChooseAsync("Yes", "Do you agree?");
                break;
            case "What do they think about being on the DSR?": await person.TypeAsync(question, "She wants help"); break;
            case "Why we ask": await person.ChooseAsync("No, skip them"); break;
        }
    }
}
