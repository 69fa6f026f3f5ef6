using Dsr.Shared;

namespace Dsr.Ui;

/// <summary>Where in the person shell a part stands.</summary>
public enum PersonPlace
{
    /// <summary>In the strip on every page of the person: name, born, NHS number, rating, authority.</summary>
    Strip,

    /// <summary>A button at the top of the summary.</summary>
    Button,

    /// <summary>The inset at the top of the summary: how to communicate with the person.</summary>
    Inset,

    /// <summary>A card of the summary.</summary>
    Card,

    /// <summary>The right column of the summary: the latest events.</summary>
    Aside,
}

/// <summary>A part that a module contributes to the person shell; found by convention. One query each.</summary>
public interface IPersonPart
{
    /// <summary>Where it stands.</summary>
    PersonPlace Place { get; }

    /// <summary>Parts of one place stand in this order.</summary>
    int Order { get; }

    /// <summary>Path of its partial view, like <c>/Rating/People/RatingCard.cshtml</c>.</summary>
    string View { get; }

    /// <summary>Loads the model of the view; null leaves the part out.</summary>
    Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken);
}

/// <summary>A tab of the person shell: text, what follows <c>/people/{ref}</c> (empty for the summary), and the roles that see it.</summary>
public sealed record PersonTab(string Text, string Path, int Order, string Roles);

/// <summary>A part of <c>/home</c> that a module contributes; found by convention.</summary>
public interface IHomePart
{
    /// <summary>Parts stand in this order: what needs attention 10, counts 20, your work 30, next meeting 40, latest 50.</summary>
    int Order { get; }

    /// <summary>The roles that see it, comma separated.</summary>
    string Roles { get; }

    /// <summary>Path of its partial view.</summary>
    string View { get; }

    /// <summary>Loads the model of the view; null leaves the part out.</summary>
    Task<object?> LoadAsync(CancellationToken cancellationToken);
}

/// <summary>A link of the header's menu and the roles that see it. Home 0, Register and My people 10, Referrals 20, Requests 30, Meetings 40, Reports 50, Audit 60, Admin 70.</summary>
public sealed record NavItem(string Text, string Href, int Order, string Roles);

/// <summary>One of the DSR team's lists of what was asked, in the order shown beside each of them.</summary>
public sealed record RequestList(string Text, string Href, int Order);

/// <summary>A link of the administration page.</summary>
public sealed record AdminLink(string Text, string Href, string What, int Order, string Roles);

/// <summary>A part of a public page that a module contributes; found by convention.</summary>
public interface IPublicPart
{
    /// <summary>The page: <c>start</c> (what happens next, as items of a list), <c>about</c>, <c>ratings</c>, <c>contact</c> or <c>professional</c>.</summary>
    string Page { get; }

    /// <summary>Parts of one page stand in this order.</summary>
    int Order { get; }

    /// <summary>Path of its partial view.</summary>
    string View { get; }

    /// <summary>Loads the model of the view for an area; null leaves the part out. What it shows, anyone may read.</summary>
    Task<object?> LoadAsync(Area area, CancellationToken cancellationToken);
}

/// <summary>A picture and what it says, in easy read; one idea a sentence.</summary>
public sealed record EasyEntry(string Picture, params IReadOnlyList<string> Lines);

/// <summary>What a part of a person's own page shows, in both of its readings.</summary>
public interface IEntryModel
{
    /// <summary>The same in easy read (ui.md 6.3).</summary>
    IEnumerable<EasyEntry> Easy { get; }
}

/// <summary>Whose page a part of it is for: the person, and the area whose register holds them.</summary>
public sealed record EntryOf(Guid PersonId, Area Area);

/// <summary>
/// A part of a person's own page, <c>/my-entry/{token}</c>, that a module contributes from its own copy; found by convention. One query each, in plain words: sentences under
/// 15 words, "chance of going into hospital" and not "risk", nothing about third parties.
/// </summary>
public interface IEntryPart
{
    /// <summary>Parts stand in this order: what was decided 10, rating and why 20, actions and who does them 30, next meeting 40, who has looked 50.</summary>
    int Order { get; }

    /// <summary>Path of its partial view; it starts at an h2.</summary>
    string View { get; }

    /// <summary>Loads the model of the view; null leaves the part out.</summary>
    Task<IEntryModel?> LoadAsync(EntryOf entry, CancellationToken cancellationToken);
}
