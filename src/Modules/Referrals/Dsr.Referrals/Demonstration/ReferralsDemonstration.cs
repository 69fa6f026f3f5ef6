using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>About 40 made-up people in each area: every rating, authority that ends soon or has ended, best interests, updates fresh and late, and some of them for the desk of another agency.</summary>
internal sealed class ReferralsDemonstration(Db db, SeedRegister seeds, Areas areas, TimeProvider clock) : IDemonstration
{
    private const int People = 40;

    // twenty standings, used twice: rating, days of authority left, best interests, days the update is late
    private static readonly MadeUpStanding[] Standings =
    [
        new("red", 300, false, 4), new("red", 210, true, -12), new("amber", 12, false, -20), new("amber", 250, false, 9), new("green", 200, false, -80),
        new("green", 45, false, -30), new("blue", 330, true, -10), new("green", -20, false, -5), new("amber", 150, false, -27), new("green", 320, false, 21),
        new("red", 280, false, -13), new("amber", 260, true, -2), new("green", 100, false, -60), new("green", 90, false, 0), new("amber", 310, false, -26),
        new("blue", 170, false, 3), new("green", 240, false, -88), new("amber", -3, false, 12), new("green", 70, true, -45), new(null, 350, false, -12),
    ];

    public int Order => 20;

    public async Task LoadAsync(Area area, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var place = areas.All.TakeWhile(each => each.Key != area.Key).Count();
        var users = await seeds.UsersAsync(area, cancellationToken);
        var owners = users.Where(user => user.Email.StartsWith("referrer", StringComparison.Ordinal)).ToList();
        var agency = users.FirstOrDefault(user => user.Email.StartsWith("agency", StringComparison.Ordinal));
        var madeUp = new MadeUpPeople(area.Section<ReferralsArea>("referrals"), today, 2026 + place, 1000 + (place * 500));
        await db.WriteAsync(async work =>
        {
            for (var at = 0; at < People; at++)
            {
                var owner = owners.Count == 0 ? null : owners[at % owners.Count];
                var id = await SeedRegister.AddAsync(work, area, today, madeUp.Next(Standings[at % Standings.Length]), owner, madeUp, 1 + (at % 4));
                if (agency is not null && at % 4 == 1) await LinkOwner.AddAsync(work, new PersonLinked(Ids.New(work.Now), id, null, agency.OrganisationId, "org_involved", today, null));
            }
        }, cancellationToken);
    }
}
