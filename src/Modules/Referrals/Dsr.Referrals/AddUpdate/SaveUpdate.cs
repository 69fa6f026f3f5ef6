using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>The act of an update: the clock starts again, the team's inbox and the followers are told.</summary>
internal static class SaveUpdate
{
    private const string Insert =
        """
        insert into referrals_update (id, person_id, happened_on, added_at, added_by, added_by_signature, what, risk, spoke_to, why_no_one, no_change, follows)
        values (@id, @PersonId, @HappenedOn, @Now, @UserId, @Signature, @What, @Risk, @SpokeTo, @WhyNoOne, @NoChange, @Follows)
        """;

    private const string StartClockAgain =
        """
        update referrals_person
        set last_update_on = @today, update_due_on = @dueOn
        where id = @Id
        """;

    // followers, and the owner; only who may see the person today, and not who wrote it
    private const string Followers =
        """
        select u.user_id, u.name, u.email
        from referrals_user as u
        join referrals_person as p on p.id = @Id
        where u.user_id in (
          select user_id
          from referrals_follower
          where person_id = @Id
          union
          select owner_id
          from referrals_person
          where id = @Id
          and owner_id is not null
        )
        and u.user_id <> @UserId
        and u.active = 1
        and p.authority_ends_on >= @today
        and p.withdrawn_at is null
        and (
          u.role in ('team-member', 'team-lead') and u.area = p.area
          or exists (
            select 1
            from referrals_open_link as l
            where l.person_id = p.id
            and (l.user_id = u.user_id or l.user_id is null and l.organisation_id = u.organisation_id)
            and l.from_on <= @today
            and (l.ends_on is null or l.ends_on >= @today)
          )
        )
        limit 100
        """;

    public static async Task<Guid> ActAsync(Work work, CurrentPerson person, Viewer viewer, Areas areas, DateOnly today, Update update)
    {
        var id = Ids.New(work.Now);
        var rating = await work.FirstAsync<string>("select rating from referrals_person where id = @Id", new { person.Id });
        await work.ExecuteAsync(Insert, new
        {
            id, PersonId = person.Id, update.HappenedOn, work.Now, viewer.UserId, viewer.Signature, update.What, update.Risk,
            SpokeTo = string.Join(' ', update.SpokeTo), update.WhyNoOne, update.NoChange, Follows = string.Join(' ', update.Follows),
        });
        var dueOn = today.AddDays(areas[person.Area].Section<ReferralsArea>("referrals").ReviewDays.Of(rating));
        await work.ExecuteAsync(StartClockAgain, new { today, dueOn, person.Id });
        await Timeline.AddAsync(work, person.Id, "update", viewer.Signature, id, update.Title);
        if (!viewer.IsTeam) await Inbox.AddAsync(work, person.Area, person.Id, null, "update", viewer.Signature, update.Title);
        foreach (var follower in await work.QueryAsync<Follower>(Followers, new { person.Id, viewer.UserId, today }))
            await work.MailAsync(new Mail($"update {id} {follower.UserId}", follower.Email, "update-added", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = follower.Name, ["path"] = Links.Person.Updates(person.Reference) }, person.Id));
        await work.PublishAsync(new UpdateAdded(id, person.Id, update.Risk, update.HappenedOn, viewer.UserId, viewer.Signature, work.Now));
        return id;
    }

    internal sealed record Update(string Title, string What, string Risk, DateOnly HappenedOn, IReadOnlyList<string> SpokeTo, string WhyNoOne, bool NoChange, IReadOnlyList<string> Follows);

    private sealed record Follower(Guid UserId, string Name, string Email);
}
