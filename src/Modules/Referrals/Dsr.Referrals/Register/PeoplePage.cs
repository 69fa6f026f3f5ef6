using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>What the register and "My people" share: the filters in the address, the chips, the page of people.</summary>
internal abstract class PeoplePage(PeopleList people, Db db, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    private static readonly IReadOnlyList<(string Value, string Words)> Ratings = [("red", "Red"), ("amber", "Amber"), ("green", "Green"), ("blue", "Blue"), ("none", "Not rated")];
    private static readonly IReadOnlyList<(string Value, string Words)> Updates = [("due", "Update due or late"), ("late", "Late"), ("up-to-date", "Up to date")];
    private static readonly IReadOnlyList<(string Value, string Words)> Authorities = [("in-force", "In force"), ("ending", "Ends in 60 days"), ("ended", "Ended"), ("withdrawn", "Withdrawn"), ("not-recorded", "Not recorded")];
    private static readonly IReadOnlyList<(string Value, string Words)> Ages = [("under-18", "Under 18"), ("18-to-25", "18 to 25"), ("26-and-over", "26 and over")];
    private static readonly IReadOnlyList<(string Value, string Words)> Hospitals = [("yes", "In hospital"), ("no", "Not in hospital")];
    private static readonly IReadOnlyList<(string Value, string Words)> Cetrs = [("not-offered", "Not offered"), ("offered", "Offered, not answered"), ("agreed", "Agreed"), ("declined", "Declined")];
    private static readonly IReadOnlyList<(string Value, string Words)> ActionStates = [("open", "Open"), ("late", "Late")];
    private static readonly IReadOnlyList<(string Value, string Words)> Changes = [("7", "In the last 7 days"), ("14", "In the last 14 days"), ("28", "In the last 28 days")];
    private static readonly IReadOnlyList<(string Value, string Words)> Sorts = [("", "Most urgent"), ("name", "Name"), ("update", "Last update"), ("authority", "Consent or decision ends")];

    [BindProperty(SupportsGet = true)]
    public List<string> Rating { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Update { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Authority { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Organisation { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Place { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Age { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Owner { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Hospital { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cetr { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Placement { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Actions { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Changed { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    /// <summary>The box that posts to <c>/search</c>.</summary>
    public SearchPage.Form Search { get; } = new();

    public PeopleList.Page People { get; private set; } = new([], 0, default, null, null);

    public ListAddress Address { get; private set; } = new("", new());

    public IReadOnlyList<(string About, string Words, string Href)> Chips { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RatingChoices { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Organisations { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public IReadOnlyList<SelectListItem> OwnerChoices { get; private set; } = [];

    public IEnumerable<SelectListItem> HospitalChoices => Choices(Hospitals);

    public IEnumerable<SelectListItem> CetrChoices => Choices(Cetrs);

    public IEnumerable<SelectListItem> PlacementChoices => Choices(PlacementKind.All);

    public IEnumerable<SelectListItem> ActionChoices => Choices(ActionStates);

    public IEnumerable<SelectListItem> ChangeChoices => Choices(Changes);

    /// <summary>Own and shared searches.</summary>
    public IReadOnlyList<SavedSearch> Saved { get; private set; } = [];

    public bool IsTeam => viewer.IsTeam;

    public IEnumerable<SelectListItem> UpdateChoices => Choices(Updates);

    public IEnumerable<SelectListItem> AuthorityChoices => Choices(Authorities);

    public IEnumerable<SelectListItem> AgeChoices => Choices(Ages);

    public IEnumerable<(string Words, string Href, bool Current)> SortLinks
        => Sorts.Select(sort => (sort.Words, Address.Sorted(sort.Value), (Sort ?? "") == sort.Value));

    public abstract string Heading { get; }

    public abstract string Path { get; }

    /// <summary>What stands where nobody is on the list and no filter is in use.</summary>
    public abstract string NobodyYet { get; }

    protected abstract string ListName { get; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Rating.RemoveAll(rating => !Ratings.Any(known => known.Value == rating));
        var filters = new PeopleList.Filters
        {
            Rating = Rating, Update = Known(Updates, Update), Authority = Known(Authorities, Authority), Organisation = Organisation,
            Place = Place, Age = Known(Ages, Age), Owner = Owner == "none" || Guid.TryParse(Owner, out _) ? Owner : null, Hospital = Known(Hospitals, Hospital),
            Cetr = Known(Cetrs, Cetr), Placement = Known(PlacementKind.All, Placement), Actions = Known(ActionStates, Actions), Changed = Known(Changes, Changed), Sort = Known(Sorts, Sort), After = After, Before = Before,
        };
        Sort = filters.Sort;
        Address = new ListAddress(Path, filters);
        RatingChoices = [.. Ratings.Select(rating => new SelectListItem(rating.Words, rating.Value))];
        Organisations = await OrganisationsAsync(cancellationToken);
        Places = areas.TryGet(viewer.Area, out var area)
            ? [Any, .. area.Section<ReferralsArea>("referrals").LocalAuthorities.Select(place => new SelectListItem(place.Name, place.Name))]
            : [Any];
        OwnerChoices = viewer.IsTeam ? [Any, new SelectListItem("No owner", "none"), .. (await Owners.ChoicesAsync(db, viewer.Area, clock.Today(), cancellationToken)).Skip(1)] : [];
        Chips = [.. ChipsOf(filters)];
        Saved = await SavedSearch.OfAsync(db, people, viewer, cancellationToken);
        People = await people.LoadAsync(filters, ListName, cancellationToken);
        ViewData["Title"] = $"{Heading}, {People.Count}";
        ViewData["Wide"] = true;
        return true;
    }

    private static SelectListItem Any => new("Any", "");

    private static IEnumerable<SelectListItem> Choices(IReadOnlyList<(string Value, string Words)> known) => [Any, .. known.Select(each => new SelectListItem(each.Words, each.Value))];

    private static string? Known(IReadOnlyList<(string Value, string Words)> known, string? value) => !string.IsNullOrEmpty(value) && known.Any(each => each.Value == value) ? value : null;

    private async Task<IReadOnlyList<SelectListItem>> OrganisationsAsync(CancellationToken cancellationToken)
        =>
        [
            Any,
            .. (await db.QueryAsync<OrganisationRow>(
                """
                select organisation_id, max(organisation_name) as name
                from referrals_user
                where area = @Area
                group by organisation_id
                order by max(organisation_name)
                """, new { viewer.Area }, cancellationToken)).Select(row => new SelectListItem(row.Name, Sql.Text(row.OrganisationId))),
        ];

    private IEnumerable<(string About, string Words, string Href)> ChipsOf(PeopleList.Filters filters)
    {
        foreach (var rating in filters.Rating)
            yield return ("rating is", Of(Ratings, rating), Address.Without(each => each with { Rating = [.. each.Rating.Where(other => other != rating)] }));
        if (filters.Update is { } update) yield return ("update is", Of(Updates, update), Address.Without(each => each with { Update = null }));
        if (filters.Authority is { } authority) yield return ("consent or decision is", $"Consent or decision: {Of(Authorities, authority).ToLowerInvariant()}", Address.Without(each => each with { Authority = null }));
        if (filters.Organisation is { } organisation)
            yield return ("owner's organisation is", Organisations.FirstOrDefault(each => each.Value == Sql.Text(organisation))?.Text ?? "Another organisation", Address.Without(each => each with { Organisation = null }));
        if (filters.Place is { Length: > 0 } place) yield return ("lives in", place, Address.Without(each => each with { Place = null }));
        if (filters.Owner is { } owner) yield return ("owner is", $"Owner: {OwnerChoices.FirstOrDefault(each => each.Value == owner)?.Text ?? "someone else"}", Address.Without(each => each with { Owner = null }));
        if (filters.Hospital is { } hospital) yield return ("hospital is", Of(Hospitals, hospital), Address.Without(each => each with { Hospital = null }));
        if (filters.Cetr is { } cetr) yield return ("C(E)TR is", $"C(E)TR: {Of(Cetrs, cetr).ToLowerInvariant()}", Address.Without(each => each with { Cetr = null }));
        if (filters.Placement is { } placement) yield return ("placement is", Of(PlacementKind.All, placement), Address.Without(each => each with { Placement = null }));
        if (filters.Actions is { } actions) yield return ("actions are", $"Actions: {Of(ActionStates, actions).ToLowerInvariant()}", Address.Without(each => each with { Actions = null }));
        if (filters.Changed is { } changed) yield return ("changed", $"Changed {Of(Changes, changed).ToLowerInvariant()}", Address.Without(each => each with { Changed = null }));
        if (filters.Age is { } age) yield return ("age is", Of(Ages, age), Address.Without(each => each with { Age = null }));
    }

    private static string Of(IReadOnlyList<(string Value, string Words)> known, string value) => known.First(each => each.Value == value).Words;

    private sealed record OrganisationRow(Guid OrganisationId, string Name);
}
