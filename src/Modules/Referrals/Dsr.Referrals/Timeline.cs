namespace Dsr.Referrals;

/// <summary>The timeline of a person: every event, whoever told it. Nothing is deleted from it.</summary>
internal static class Timeline
{
    public static async Task AddAsync(Work work, Guid personId, string kind, string who, Guid? objectId, string title, string? body = null)
    {
        await work.ExecuteAsync(
            """
            insert into referrals_event (id, person_id, at, kind, who, object_id, title, body)
            values (@Id, @personId, @Now, @kind, @who, @objectId, @title, @body)
            """, new { Id = Ids.New(work.Now), personId, work.Now, kind, who, objectId, title, body });
        await work.ExecuteAsync(
            """
            update referrals_person
            set changed_at = @Now
            where id = @personId
            and (changed_at is null or changed_at < @Now)
            """, new { work.Now, personId });
    }
}
