namespace Dsr.Consent;

/// <summary>
/// Two people with a say answered differently (journey 8.6 d): a parent said yes and the child no, or the other way round. Nothing counts until that is settled:
/// what was in force is withdrawn in this commit, and the next decision that is recorded settles it.
/// </summary>
internal static class Difference
{
    private const int SettleWorkingDays = 5;

    private const string Insert =
        """
        insert into consent_difference (id, person_id, place, yes_by, no_by, words, recorded_by_signature, recorded_at)
        values (@Id, @PersonId, @Place, @YesBy, @NoBy, @Words, @Signature, @Now)
        """;

    private const string OfPerson =
        """
        update consent_person
        set differs_at = @Now, version = version + 1
        where id = @PersonId
        and version = @version
        """;

    public static async Task ActAsync(Work work, Seen of, string yesBy, string noBy, string words, Viewer viewer, string? signedAs = null)
    {
        var version = of.Version;
        if (of.InForce) await Withdrawal.ActAsync(work, of.PersonId, version++, work.Now.LondonDate(), noBy, "Answers differ", null, viewer, signedAs, confirm: false);
        await work.ChangeAsync(OfPerson, new { work.Now, of.PersonId, version });
        var id = Ids.New(work.Now);
        await work.ExecuteAsync(Insert, new { Id = id, of.PersonId, Place = version + 1, YesBy = yesBy, NoBy = noBy, Words = words, Signature = signedAs ?? viewer.Signature, work.Now });
        await work.AuditAsync("authority.differ", id, of.PersonId);
        await TaskList.AddAsync(work, of.Area, of.PersonId, TaskList.Differ, $"{yesBy} said yes, {noBy} said no. Talk to both, offer an advocate, and record what is decided.", work.Now.LondonDate().AddWorkingDays(SettleWorkingDays));
    }

    /// <summary>What stands about the person.</summary>
    public sealed record Seen(Guid PersonId, string Area, int Version, bool InForce);
}

/// <summary>A difference in the history.</summary>
internal sealed record DifferenceRow(int Place, string YesBy, string NoBy, string Words, string RecordedBySignature, DateTimeOffset RecordedAt)
{
    public const string Sql =
        """
        select place, yes_by, no_by, words, recorded_by_signature, recorded_at
        from consent_difference
        where person_id = @PersonId
        order by place desc
        limit 20
        """;
}
