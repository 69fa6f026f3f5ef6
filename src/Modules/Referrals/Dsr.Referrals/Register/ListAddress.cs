using System.Text;

namespace Dsr.Referrals;

/// <summary>Addresses of a filtered list: the same with one filter less, another order, or another page.</summary>
internal sealed class ListAddress(string path, PeopleList.Filters filters)
{
    public string Clear => path;

    public string After(Guid edge) => Of(filters with { After = edge, Before = null });

    public string Before(Guid edge) => Of(filters with { After = null, Before = edge });

    public string Sorted(string? by) => Of(First with { Sort = by });

    public string Without(Func<PeopleList.Filters, PeopleList.Filters> change) => Of(change(First));

    /// <summary>The filters and the order alone, as a saved search keeps them.</summary>
    public string Query => Of(First)[path.Length..].TrimStart('?');

    private PeopleList.Filters First => filters with { After = null, Before = null };

    private string Of(PeopleList.Filters wanted)
    {
        var query = new StringBuilder();
        foreach (var rating in wanted.Rating) Add("rating", rating);
        Add("update", wanted.Update);
        Add("authority", wanted.Authority);
        Add("organisation", wanted.Organisation?.ToString());
        Add("place", wanted.Place);
        Add("age", wanted.Age);
        Add("owner", wanted.Owner);
        Add("hospital", wanted.Hospital);
        Add("cetr", wanted.Cetr);
        Add("placement", wanted.Placement);
        Add("actions", wanted.Actions);
        Add("changed", wanted.Changed);
        Add("sort", wanted.Sort);
        Add("after", wanted.After?.ToString());
        Add("before", wanted.Before?.ToString());
        return path + query;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
