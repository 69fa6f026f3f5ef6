namespace Dsr.Referrals;

/// <summary>One picture and its sentences: one idea each, a hard word between ** once.</summary>
internal sealed record EasyRow(string Picture, params IReadOnlyList<string> Lines);

/// <summary>One topic of the easy read (ui.md 6.3).</summary>
internal sealed record EasyTopic(string Key, string Heading, string Picture, Func<EasyFacts, IReadOnlyList<EasyRow>> Rows);

/// <summary>What an area says differently.</summary>
internal sealed record EasyFacts(PublicArea Public, ReferralsArea Clocks, int FeedbackWorkingDays);

internal static class EasyTopics
{
    public const string Complaint = "complaint";

    public static readonly IReadOnlyList<EasyTopic> All =
    [
        new("what-is-the-dsr", "What is the DSR?", "list", _ =>
        [
            new("list", "DSR is short for **Dynamic Support Register**.", "It is a list of people who need more help."),
            new("person", "It is for people with a learning disability.", "It is for autistic people.", "It is for people of any age."),
            new("hospital", "Some people may have to go into a **mental health hospital**.", "This is a hospital for people who are very unwell in their mind."),
            new("people", "Workers use the list to see who needs help soon.", "They talk about what would help."),
            new("house", "The right help can keep people well at home."),
        ]),
        new("saying-yes-or-no", "Saying yes or no", "choose", _ =>
        [
            new("choose", "You choose if you want to be on the DSR.", "Saying yes is called **consent**.", "Consent means that you agree."),
            new("people", "If you are under 16, a parent or carer decides with you.", "We ask you what you think too."),
            new("talk", "Some people find it hard to decide.", "Then people who know them decide what is best for them.", "We still ask them what they want."),
            new("heart", "Saying no will not change the care you get now."),
            new("talk", "You can ask for an **advocate**.", "An advocate is a person who helps you say what you want."),
            new("calendar", "We ask you again every year."),
        ]),
        new("meetings", "What happens at meetings", "meeting", facts =>
        [
            new("meeting", "Workers from health and social care meet.", "They talk about the people on the DSR."),
            new("question", "They talk about what is hard now.", "They talk about what would help."),
            new("list", "They agree what to do.", "They agree who will do it, and when."),
            new("talk", "You can tell us what you want them to know."),
            new("clock", $"We tell you what they said within {Words.Count(facts.FeedbackWorkingDays, "working day", "working days")}.", "A **working day** is Monday to Friday."),
        ]),
        new("changing-your-mind", "Changing your mind", "change", facts =>
        [
            new("change", "You can change your mind at any time."),
            new("stop", "You can say yes now and no later.", "You can say no now and yes later."),
            new("lock", "If you say no, we stop sharing your information.", "Workers stop talking about you in our meetings."),
            new("heart", "Changing your mind will not change the care you get now."),
            new("phone", "To change your mind, tell any worker who helps you.", "Or tell the DSR team.", Contact(facts.Public.Contacts.Enquiries)),
        ]),
        new("your-information", "Who sees your information", "eye", facts =>
        [
            new("pen", "We keep your name and date of birth.", "We keep where you live.", "We keep what is hard now and what helps."),
            new("eye", ["Only people who work with us can see it.", "They work for:", .. facts.Public.PrivacyNotice.Who.Select(who => who + ".")]),
            new("list", "We keep a list of everyone who looked."),
            new("letter", "You can ask to see what we keep about you."),
            new("people", "We count how many people need help.", "The counts do not say who you are."),
        ]),
        new(Complaint, "Make a complaint", "complain", facts =>
        [
            new("complain", "A **complaint** is when you tell us something is wrong."),
            new("talk", "You can tell us yourself.", "Another person can tell us for you."),
            new("phone", Contact(facts.Public.Contacts.Complaints)),
            new("letter", "We will answer you.", "We will say what we will do."),
            new("heart", "A complaint will not change the care you get now."),
        ]),
    ];

    private static string Contact(PublicArea.Contact contact) => string.Join(", ", new[] { contact.Name, contact.Email, contact.Phone }.Where(part => part is not null)) + ".";
}
