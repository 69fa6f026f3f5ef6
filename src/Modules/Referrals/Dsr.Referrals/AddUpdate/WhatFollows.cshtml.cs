namespace Dsr.Referrals;

/// <summary>The journeys that an update leads on to, when there are several.</summary>
[Needs("people.read", Roles.Clinical, ReadOnly = true)]
internal sealed class WhatFollowsPage(Db db, CurrentPerson person) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public IReadOnlyList<(string Words, string Href)> Next { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<string>("select follows from referrals_update where id = @Id and person_id = @PersonId", new { Id, PersonId = person.Id }, cancellationToken) is not { } follows) return false;
        var keys = follows.Split(' ');
        Next = [.. Follow.All.Where(each => keys.Contains(each.Key)).Select(each => (each.Words, Links.Person.Page(person.Reference, each.Path)))];
        return Next.Count > 0;
    }
}
