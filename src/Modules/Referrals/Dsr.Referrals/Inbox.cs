namespace Dsr.Referrals;

/// <summary>The DSR team's inbox: what somebody outside the team did, so that nobody has to e-mail as well (the sources: "We do not get alerted when you add an update").</summary>
internal static class Inbox
{
    public static Task AddAsync(Work work, string area, Guid? personId, Guid? referralId, string kind, string who, string title)
        => work.ExecuteAsync(
            """
            insert into referrals_inbox (id, area, person_id, referral_id, kind, at, who, title)
            values (@Id, @area, @personId, @referralId, @kind, @Now, @who, @title)
            """, new { Id = Ids.New(work.Now), area, personId, referralId, kind, work.Now, who, title });
}
