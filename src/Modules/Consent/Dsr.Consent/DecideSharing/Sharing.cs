using Dsr.Consent.Contracts;

namespace Dsr.Consent;

/// <summary>Whether each kind of recipient may be told: a decision of its own, kept with who decided and when (domain 5.1).</summary>
internal sealed record SharingRow(string Recipient, bool Agreed, DateOnly DecidedOn, string DecidedBy, string Words, string RecordedBySignature, DateTimeOffset RecordedAt)
{
    /// <summary>What stands: the last decision about each recipient.</summary>
    public const string Current =
        """
        select s.recipient, s.agreed, s.decided_on, s.decided_by, s.words, s.recorded_by_signature, s.recorded_at
        from consent_sharing s
        where s.person_id = @PersonId
        and s.place = (
          select max(later.place)
          from consent_sharing later
          where later.person_id = s.person_id
          and later.recipient = s.recipient
        )
        """;

    private const string Last =
        """
        select agreed
        from consent_sharing
        where person_id = @personId
        and recipient = @recipient
        order by place desc
        limit 1
        """;

    private const string Insert =
        """
        insert into consent_sharing (id, person_id, place, recipient, agreed, decided_on, decided_by, words, recorded_by_signature, recorded_at)
        values (
          @Id, @personId, (select coalesce(max(place), 0) + 1 from consent_sharing where person_id = @personId and recipient = @recipient),
          @recipient, @agreed, @on, @by, @words, @Signature, @Now)
        """;

    /// <summary>Keeps a decision about a recipient. Where it changes something, everybody hears: organisations of a kind that was refused lose sight in this commit.</summary>
    public static async Task KeepAsync(Work work, Guid personId, string recipient, bool agreed, DateOnly on, string by, string words, Viewer viewer)
    {
        var before = await work.FirstAsync<bool?>(Last, new { personId, recipient });
        await work.ExecuteAsync(Insert, new { Id = Ids.New(work.Now), personId, recipient, agreed, on, by, words, viewer.Signature, work.Now });
        if (agreed != (before ?? true)) await work.PublishAsync(new SharingDecided(personId, recipient, agreed, on, viewer.Signature, work.Now));
    }
}
