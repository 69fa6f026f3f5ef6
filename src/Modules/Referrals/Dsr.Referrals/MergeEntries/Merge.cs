using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>
/// Two entries of one person become one, and can be parted again for 30 days (security.md T43): each by two members of the team. Updates, timeline, network, actions and
/// who has a part in the record come along; the authority, the rating, the owner and the placements of the entry that stays stand.
/// </summary>
internal sealed record Merge(
    Guid Id, string Area, Guid KeptId, string KeptReference, Guid AwayId, string AwayReference, string AwayName, string State, string Why, DateTimeOffset AskedAt, Guid AskedBy, string AskedBySignature,
    DateTimeOffset? DecidedAt, string? DecidedBySignature, string? DecidedWhy, DateOnly? UndoByOn, string? UndoWhy, DateTimeOffset? UndoAskedAt, Guid? UndoAskedBy, string? UndoAskedBySignature,
    DateTimeOffset? UndoneAt, string? UndoneBySignature, int Version)
{
    public const int UndoDays = 30;

    public const string Select =
        """
        select id, area, kept_id, kept_reference, away_id, away_reference, away_name, state, why, asked_at, asked_by, asked_by_signature, decided_at, decided_by_signature, decided_why,
          undo_by_on, undo_why, undo_asked_at, undo_asked_by, undo_asked_by_signature, undone_at, undone_by_signature, version
        from referrals_merge

        """;

    private static readonly PersonRows[] Rows =
    [
        PersonRows.SetAside("referrals_person", "id = @away"),
        PersonRows.SetAside("referrals_duplicate", "one_id = @away or other_id = @away"),
        PersonRows.SetAside("referrals_match"),
        PersonRows.SetAside("referrals_reminder"),
        PersonRows.SetAside("referrals_refusal"),
        PersonRows.SetAside("referrals_placement"),
        PersonRows.SetAside("referrals_keyworking"),
        PersonRows.Follow("referrals_referral"),
        PersonRows.Follow("referrals_referral", "joined_to"),
        PersonRows.Follow("referrals_referral", "earlier_person_id"),
        PersonRows.Follow("referrals_update"),
        PersonRows.Follow("referrals_event"),
        PersonRows.Follow("referrals_contact"),
        PersonRows.Follow("referrals_detail_change"),
        PersonRows.Follow("referrals_handover"),
        PersonRows.Follow("referrals_removal"),
        PersonRows.Follow("referrals_transfer"),
        PersonRows.Follow("referrals_inbox"),
        PersonRows.Follow("referrals_link"),
        PersonRows.Follow("referrals_action"),
        PersonRows.Follow("referrals_follower", key: "user_id"),
        PersonRows.SetAside("referrals_follower", "person_id = @away and user_id in (select user_id from referrals_follower where person_id = @kept)"),
    ];

    public bool IsOpen => State is "asked" or "undo-asked";

    /// <summary>Who asked does not also agree.</summary>
    public bool MayBeAnsweredBy(Guid userId) => State == "asked" ? AskedBy != userId : State == "undo-asked" && UndoAskedBy != userId;

    public bool MayBeUndone(DateOnly today) => State == "merged" && UndoByOn >= today;

    /// <summary>What has to be settled before the two can be merged, in words; nothing when they can be.</summary>
    public static async Task<IReadOnlyList<string>> ObstaclesAsync(Db db, Guid kept, Guid away, CancellationToken cancellationToken = default)
    {
        var found = await db.FirstAsync<Obstacles>(
            """
            select
              (select count(*) from referrals_person where id in (@kept, @away) and state = 'active') as active,
              (select count(*) from referrals_person where id in (@kept, @away) and withdrawn_at is not null) as withdrawn,
              (select count(*) from referrals_removal where person_id = @away and state = 'asked') as removals,
              (select count(*) from referrals_transfer where person_id = @away and state = 'asked') as transfers,
              (select count(*) from referrals_handover where person_id = @away and state = 'asked') as handovers,
              (
                select count(*)
                from referrals_refusal as r
                where r.person_id = @away
                and not exists (select 1 from referrals_refusal as k where k.person_id = @kept and k.recipient = r.recipient)
              ) as refusals
            """, new { kept, away }, cancellationToken);
        return found is null ? [] :
        [
            .. new[]
            {
                found.Active < 2 ? "One of the two is not on the register any more" : null,
                found.Withdrawn > 0 ? "Consent was withdrawn in one of the two: record what they want now" : null,
                found.Removals > 0 ? "Somebody asks to take the entry that goes off the register: decide that" : null,
                found.Transfers > 0 ? "The entry that goes is on its way to another area: settle that" : null,
                found.Handovers > 0 ? "A new owner is asked for the entry that goes: settle that" : null,
                found.Refusals > 0 ? "In the entry that goes they refused to share with somebody: record that in the one that stays" : null,
            }.OfType<string>(),
        ];
    }

    public async Task MergeAsync(Work work, string signature)
    {
        await work.MergeAsync(Id, KeptId, AwayId, Rows);
        await NextActionAsync(work);
        await work.CancelMailAsync(AwayId);
        await work.PublishAsync(new PersonMerged(Id, KeptId, AwayId, AwayReference, Area, signature, work.Now));
        await work.AuditAsync(nameof(PersonMerged), Id, AwayId);
    }

    public async Task UnmergeAsync(Work work, string signature)
    {
        await work.UnmergeAsync(Id, KeptId, AwayId, Rows);
        await NextActionAsync(work);
        await work.PublishAsync(new PersonUnmerged(Id, KeptId, AwayId, AwayReference, Area, signature, work.Now));
        await work.AuditAsync(nameof(PersonUnmerged), Id, AwayId);
    }

    private Task<int> NextActionAsync(Work work)
        => work.ExecuteAsync(
            """
            update referrals_person
            set next_action_due_on = (select min(due_on) from referrals_action where person_id = @KeptId)
            where id = @KeptId
            """, new { KeptId });

    private sealed record Obstacles(int Active, int Withdrawn, int Removals, int Transfers, int Handovers, int Refusals);
}
