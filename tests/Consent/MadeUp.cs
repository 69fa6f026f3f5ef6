using Dsr.Referrals.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests;

/// <summary>A made-up person put on Staffordshire's register by the notifications that a registration tells: owned by the referrer, shared with the agency's organisation.</summary>
internal sealed record MadeUp(Guid Id, string Reference, string FirstName, DateOnly EndsOn)
{
    public static Task<MadeUp> RegisterAsync(TestRegister register, DateOnly today, DateOnly consentOn, string rating, DateOnly? born = null, string kind = "own-consent")
        => register.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Db>();
            var owner = (await db.FirstAsync<User>(UserSql, new { email = "referrer@staffordshire.example.com" }))!;
            var agency = (await db.FirstAsync<User>(UserSql, new { email = "agency@staffordshire.example.com" }))!;
            var person = new MadeUp(Guid.CreateVersion7(), Dsr.Shared.Reference.Create(), "Robin", consentOn.AddMonths(12).AddDays(-1));
            await db.WriteAsync(async work =>
            {
                await work.PublishAsync(new PersonRegistered(
                    person.Id, person.Reference, "staffordshire", person.FirstName, "Made-Up", null, born ?? new(1995, 5, 2), "Staffordshire", "autism", owner.Id, owner.Name, owner.OrganisationId, owner.OrganisationName, today, today, "professional"));
                await work.PublishAsync(new PersonLinked(Guid.CreateVersion7(), person.Id, owner.Id, owner.OrganisationId, "owner", today, null));
                await work.PublishAsync(new PersonLinked(Guid.CreateVersion7(), person.Id, null, agency.OrganisationId, "org_involved", today, null));
                await work.PublishAsync(new EntryImported(person.Id, "staffordshire", kind, consentOn, rating, today.AddDays(-40), "As before", work.Now));
            });
            return person;
        });

    /// <summary>A draft referral for somebody made up, by Staffordshire's referrer, who is logged in.</summary>
    public static async Task<(Visitor Visitor, Guid Draft, Guid Person)> DraftAsync(TestRegister register, DateOnly born)
    {
        var referrer = (await register.RowsAsync<Guid>("select id from consent_user where email = 'referrer@staffordshire.example.com'")).Single();
        var (draft, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.PublishAsync(new ReferralStarted(draft, person, "staffordshire", "Robin", "Made-Up", born, referrer)));
            return 0;
        });
        return (await register.SignInAsync("referrer"), draft, person);
    }

    private const string UserSql =
        """
        select u.id, u.name, o.id as organisation_id, o.name as organisation_name
        from access_user u
        join access_organisation o on o.id = u.organisation_id
        where u.email = @email
        """;

    private sealed record User(Guid Id, string Name, Guid OrganisationId, string OrganisationName);
}
