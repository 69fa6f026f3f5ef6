using System.Text;
using System.Text.RegularExpressions;

namespace Dsr.Referrals;

/// <summary>
/// People that the viewer may see, filtered and sorted, 25 a page by keyset: the cost of a page does not grow with the register.
/// The cursor is the id of the row at the edge of a page, whose keys are read again here, so that no name or rating stands in an address.
/// </summary>
internal sealed partial class PeopleList(Db db, Viewer viewer, AuditTrail audit, TimeProvider clock)
{
    public const int PageSize = 25;
    public const int CountedTo = 1000;
    public const int SearchCountedTo = 100;

    private const string Columns =
        """
        select p.id, p.reference, p.first_name, p.last_name, p.born_on, p.rating, p.update_due_on, p.authority_kind, p.authority_ends_on, p.withdrawn_at, p.owner_name, p.owner_organisation_name
        from referrals_person as p
        """;

    private const string Edge =
        """
        select rating_urgency, coalesce(update_due_on, '') as due, last_name_key, name_key, coalesce(last_update_on, '') as updated, coalesce(authority_ends_on, '') as ends, id
        from referrals_person
        where id = @edge
        """;

    public async Task<Page> LoadAsync(Filters filters, string listName, CancellationToken cancellationToken)
    {
        var edge = (filters.After ?? filters.Before) is { } id ? await db.FirstAsync<EdgeRow>(Edge, new { edge = id }, cancellationToken) : null;
        var backwards = edge is not null && filters.After is null;
        var (sql, where, parameters) = Statement(filters, edge);

        var found = await db.QueryAsync<Row>(sql, parameters, cancellationToken);
        var more = found.Count > PageSize;
        var rows = found.Take(PageSize).ToList();
        if (backwards) rows.Reverse();

        var counted = edge is null && !more ? rows.Count : await CountAsync(where, parameters, cancellationToken);
        await audit.ReadAsync(listName, rows.Select(row => row.Id));
        return new Page(rows, counted, clock.Today(),
            Previous: rows.Count > 0 && (backwards ? more : edge is not null) ? rows[0].Id : null,
            Next: rows.Count > 0 && (backwards || more) ? rows[^1].Id : null);
    }

    /// <summary>The statement of a page, and its condition without the cursor.</summary>
    internal (string Sql, string Where, Dictionary<string, object?> Parameters) Statement(Filters filters, EdgeRow? edge)
    {
        var today = clock.Today();
        var parameters = Seen.Parameters(viewer, today);
        var sort = Sort.Of(filters.Sort);
        var backwards = edge is not null && filters.After is null;
        var where = Where(filters, today, parameters);
        var sql = new StringBuilder(Columns).Append("\nwhere ").Append(where);
        if (edge is not null)
        {
            sql.Append("\nand ").Append(sort.Keys).Append(backwards ? " < " : " > ").Append(sort.Values);
            edge.AddTo(parameters);
        }
        sql.Append("\norder by ").Append(backwards ? sort.Backwards : sort.Forwards).Append("\nlimit ").Append(PageSize + 1);
        return (sql.ToString(), where, parameters);
    }

    /// <summary>How many the filters find, exact to 1,000.</summary>
    public Task<int> CountAsync(Filters filters, CancellationToken cancellationToken)
    {
        var (_, where, parameters) = Statement(filters, null);
        return CountAsync(where, parameters, cancellationToken);
    }

    /// <summary>How many each of several searches finds, exact to 100, in one statement: the parameters of each carry its place in their names.</summary>
    public async Task<IReadOnlyList<int>> CountsAsync(IReadOnlyList<Filters> searches, CancellationToken cancellationToken)
    {
        if (searches.Count == 0) return [];
        var all = new Dictionary<string, object?>(StringComparer.Ordinal);
        var counts = new List<string>();
        foreach (var (place, filters) in searches.Index())
        {
            var (_, where, parameters) = Statement(filters, null);
            foreach (var (name, value) in parameters) all[$"{name}_{place}_"] = value;
            counts.Add($"select cast({place} as bigint) as place, (select count(*) from (select 1 from referrals_person as p where {Parameter().Replace(where, $"$0_{place}_")} limit {SearchCountedTo + 1}) as counted) as people");
        }
        return [.. (await db.QueryAsync<SearchCount>(string.Join("\nunion all\n", counts) + "\norder by place", all, cancellationToken)).Select(count => (int)count.People)];
    }

    /// <summary>Everyone the filters find, in their order and up to a number, for a file or for paper. The look is audited with everyone on it.</summary>
    public async Task<IReadOnlyList<FullRow>> AllAsync(Filters filters, int most, string listName, CancellationToken cancellationToken)
    {
        var (_, where, parameters) = Statement(filters, null);
        var rows = await db.QueryAsync<FullRow>(
            $"""
             select p.id, p.reference, p.first_name, p.last_name, p.born_on, p.nhs_number, p.local_authority, p.rating, p.rating_since_on, p.last_update_on, p.update_due_on,
               p.authority_kind, p.authority_ends_on, p.withdrawn_at, p.owner_name, p.owner_organisation_name
             from referrals_person as p
             where {where}
             order by {Sort.Of(filters.Sort).Forwards}
             limit {most}
             """, parameters, cancellationToken);
        await audit.ReadAsync(listName, rows.Select(row => row.Id));
        return rows;
    }

    private async Task<int> CountAsync(string where, Dictionary<string, object?> parameters, CancellationToken cancellationToken)
        => (int)await db.FirstAsync<long>($"select count(*) from (select 1 from referrals_person as p where {where} limit {CountedTo + 1}) as counted", parameters, cancellationToken);

    [GeneratedRegex("@[A-Za-z]+", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    private string Where(Filters filters, DateOnly today, Dictionary<string, object?> parameters)
    {
        var where = new StringBuilder(Seen.By(viewer));

        if (filters.Rating is { Count: > 0 })
        {
            var urgencies = filters.Rating.Select(Standing.Urgency).Distinct().Order().ToArray();
            where.Append("\nand p.rating_urgency >= @least\nand p.rating_urgency <= @most");
            (parameters["least"], parameters["most"]) = (urgencies[0], urgencies[^1]);
            if (urgencies[^1] - urgencies[0] >= urgencies.Length)
            {
                where.Append("\nand p.rating_urgency in @urgencies");
                parameters["urgencies"] = urgencies;
            }
        }

        where.Append(filters.Update switch
        {
            "late" => "\nand p.update_due_on < @Today",
            "due" => "\nand p.update_due_on <= @soon",
            "up-to-date" => "\nand p.update_due_on > @soon",
            _ => "",
        });
        if (filters.Update is "due" or "up-to-date") parameters["soon"] = today.AddDays(Standing.DueSoonDays);

        where.Append(filters.Authority switch
        {
            "in-force" => "\nand coalesce(p.authority_ends_on, '') >= @Today\nand p.withdrawn_at is null",
            "ending" => "\nand coalesce(p.authority_ends_on, '') >= @Today\nand coalesce(p.authority_ends_on, '') <= @ending\nand p.withdrawn_at is null",
            "ended" => "\nand coalesce(p.authority_ends_on, '') < @Today\nand coalesce(p.authority_ends_on, '') > ''\nand p.withdrawn_at is null",
            "withdrawn" => "\nand p.withdrawn_at is not null",
            "not-recorded" => "\nand coalesce(p.authority_ends_on, '') = ''\nand p.withdrawn_at is null",
            _ => "",
        });
        if (filters.Authority == "ending") parameters["ending"] = today.AddDays(Standing.EndingDays);

        if (filters.Organisation is { } organisation)
        {
            where.Append("\nand p.owner_organisation_id = @organisation");
            parameters["organisation"] = organisation;
        }

        if (filters.Place is { Length: > 0 } place)
        {
            where.Append("\nand p.local_authority = @place");
            parameters["place"] = place;
        }

        if (filters.Owner == "none") where.Append("\nand p.owner_id is null");
        else if (Guid.TryParse(filters.Owner, out var owner))
        {
            where.Append("\nand p.owner_id = @owner");
            parameters["owner"] = owner;
        }

        // blue is in hospital, by definition (domain 1.4)
        where.Append(filters.Hospital switch { "yes" => "\nand p.rating_urgency = 3", "no" => "\nand p.rating_urgency <> 3", _ => "" });

        if (filters.Placement is { Length: > 0 } placement)
        {
            where.Append("\nand p.placement = @placement");
            parameters["placement"] = placement;
        }

        if (filters.Cetr is { Length: > 0 } cetr)
        {
            where.Append("\nand p.cetr = @cetr");
            parameters["cetr"] = cetr;
        }

        where.Append(filters.Actions switch { "late" => "\nand p.next_action_due_on < @Today", "open" => "\nand p.next_action_due_on > ''", _ => "" });

        if (int.TryParse(filters.Changed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var days))
        {
            where.Append("\nand p.changed_at >= @changedSince");
            parameters["changedSince"] = London.StartOf(today.AddDays(-days));
        }

        var (youngerThan, atLeast) = filters.Age switch { "under-18" => (18, 0), "18-to-25" => (26, 18), "26-and-over" => (0, 26), _ => (0, 0) };
        if (youngerThan > 0)
        {
            where.Append("\nand p.born_on > @bornAfter");
            parameters["bornAfter"] = today.AddYears(-youngerThan);
        }
        if (atLeast > 0)
        {
            where.Append("\nand p.born_on <= @bornBy");
            parameters["bornBy"] = today.AddYears(-atLeast);
        }
        return where.ToString();
    }

    /// <summary>What stands in the address of a list.</summary>
    internal sealed record Filters
    {
        public IReadOnlyList<string> Rating { get; init; } = [];

        public string? Update { get; init; }

        public string? Authority { get; init; }

        public Guid? Organisation { get; init; }

        public string? Place { get; init; }

        public string? Age { get; init; }

        /// <summary>A user's id, or <c>none</c>.</summary>
        public string? Owner { get; init; }

        public string? Hospital { get; init; }

        /// <summary>Of the latest C(E)TR: <c>not-offered</c>, <c>offered</c>, <c>agreed</c> or <c>declined</c>.</summary>
        public string? Cetr { get; init; }

        public string? Placement { get; init; }

        public string? Actions { get; init; }

        /// <summary>Days since something last happened.</summary>
        public string? Changed { get; init; }

        public string? Sort { get; init; }

        public Guid? After { get; init; }

        public Guid? Before { get; init; }
    }

    internal sealed record Row(
        Guid Id, string Reference, string FirstName, string LastName, DateOnly? BornOn, string? Rating, DateOnly? UpdateDueOn,
        string? AuthorityKind, DateOnly? AuthorityEndsOn, DateTimeOffset? WithdrawnAt, string? OwnerName, string? OwnerOrganisationName);

    internal sealed record FullRow(
        Guid Id, string Reference, string FirstName, string LastName, DateOnly? BornOn, string? NhsNumber, string? LocalAuthority, string? Rating, DateOnly? RatingSinceOn, DateOnly? LastUpdateOn, DateOnly? UpdateDueOn,
        string? AuthorityKind, DateOnly? AuthorityEndsOn, DateTimeOffset? WithdrawnAt, string? OwnerName, string? OwnerOrganisationName);

    internal sealed record Page(IReadOnlyList<Row> Rows, int Counted, DateOnly Today, Guid? Previous, Guid? Next)
    {
        /// <summary>"42 people", "1 person", "More than 1,000 people".</summary>
        public string Count => Counted > CountedTo ? $"More than {Words.Number(CountedTo)} people" : Words.Count(Counted, "person", "people");
    }

    internal sealed record EdgeRow(int RatingUrgency, string Due, string LastNameKey, string NameKey, string Updated, string Ends, Guid Id)
    {
        public void AddTo(Dictionary<string, object?> parameters)
        {
            parameters["edgeUrgency"] = RatingUrgency;
            parameters["edgeDue"] = Due;
            parameters["edgeLastName"] = LastNameKey;
            parameters["edgeName"] = NameKey;
            parameters["edgeUpdated"] = Updated;
            parameters["edgeEnds"] = Ends;
            parameters["edgeId"] = Id;
        }
    }

    private sealed record SearchCount(long Place, long People);

    private sealed record Sort(string Keys, string Values, string Forwards, string Backwards)
    {
        private static readonly Sort Urgent = new(
            "(p.rating_urgency, p.update_due_on, p.id)", "(@edgeUrgency, @edgeDue, @edgeId)",
            "p.rating_urgency, p.update_due_on, p.id", "p.rating_urgency desc, p.update_due_on desc, p.id desc");

        private static readonly Sort Name = new(
            "(p.last_name_key, p.name_key, p.id)", "(@edgeLastName, @edgeName, @edgeId)",
            "p.last_name_key, p.name_key, p.id", "p.last_name_key desc, p.name_key desc, p.id desc");

        private static readonly Sort LastUpdate = new(
            "(p.last_update_on, p.id)", "(@edgeUpdated, @edgeId)",
            "p.last_update_on, p.id", "p.last_update_on desc, p.id desc");

        private static readonly Sort AuthorityEnd = new(
            "(coalesce(p.authority_ends_on, ''), p.id)", "(@edgeEnds, @edgeId)",
            "coalesce(p.authority_ends_on, ''), p.id", "coalesce(p.authority_ends_on, '') desc, p.id desc");

        public static Sort Of(string? sort) => sort switch { "name" => Name, "update" => LastUpdate, "authority" => AuthorityEnd, _ => Urgent };
    }
}
