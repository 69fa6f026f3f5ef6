namespace Dsr.Referrals;

/// <summary>
/// Finds entries of an area that may be one person twice: every night, and when the team asks. It looks along the indexes, outside any write;
/// what the team judged once is not asked again.
/// </summary>
internal sealed class FindDuplicates(Db db, Areas areas) : IRecurringJob
{
    /// <summary>More than these at once are found the next time.</summary>
    private const int Most = 1000;

    private const string Pairs =
        """
        select one_id, other_id, max(same_number) as same_number, max(same_name_and_birth) as same_name_and_birth, max(same_name_and_postcode) as same_name_and_postcode, max(sounds_alike) as sounds_alike
        from (
          select a.id as one_id, b.id as other_id, 1 as same_number, 0 as same_name_and_birth, 0 as same_name_and_postcode, 0 as sounds_alike
          from referrals_person as a
          join referrals_person as b on b.nhs_number = a.nhs_number and b.area = a.area and b.state = 'active' and b.id > a.id
          where a.area = @area
          and a.state = 'active'
          union all
          select a.id, b.id, 0, 1, 0, 0
          from referrals_person as a
          join referrals_person as b on b.area = a.area and b.state = 'active' and b.last_name_key = a.last_name_key and b.name_key = a.name_key and b.born_on = a.born_on and b.id > a.id
          where a.area = @area
          and a.state = 'active'
          union all
          select a.id, b.id, 0, 0, 1, 0
          from referrals_person as a
          join referrals_person as b on b.area = a.area and b.state = 'active' and b.postcode = a.postcode and b.name_key = a.name_key and b.id > a.id
          where a.area = @area
          and a.state = 'active'
          union all
          select a.id, b.id, 0, 0, 0, 1
          from referrals_person as a
          join referrals_person as b on b.area = a.area and b.state = 'active' and b.sounds_like = a.sounds_like and b.born_on = a.born_on
            and substr(b.name_key, 1, 1) = substr(a.name_key, 1, 1) and b.name_key <> a.name_key and b.id > a.id
          where a.area = @area
          and a.state = 'active'
        ) as pair
        where not exists (
          select 1
          from referrals_duplicate as known
          where known.one_id = pair.one_id
          and known.other_id = pair.other_id)
        group by one_id, other_id
        order by one_id, other_id
        limit @Most
        """;

    public string Name => "find-duplicates";

    public string What => "Finds entries of the register that may be one person twice.";

    public Schedule When => Schedule.Daily(3, 20);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var found = 0;
        foreach (var area in areas.All)
        {
            var pairs = await PairsAsync(area.Key, cancellationToken);
            await db.WriteAsync(work => KeepAsync(work, area.Key, pairs), cancellationToken);
            found += pairs.Count;
        }
        return found;
    }

    public Task<IReadOnlyList<DuplicatePair>> PairsAsync(string area, CancellationToken cancellationToken) => db.QueryAsync<DuplicatePair>(Pairs, new { area, Most }, cancellationToken);

    public static async Task KeepAsync(Work work, string area, IReadOnlyList<DuplicatePair> pairs)
    {
        foreach (var pair in pairs)
        {
            await work.ExecuteAsync(
                """
                insert into referrals_duplicate (one_id, other_id, area, same_number, same_name_and_birth, same_name_and_postcode, sounds_alike, found_at)
                values (@OneId, @OtherId, @area, @SameNumber, @SameNameAndBirth, @SameNameAndPostcode, @SoundsAlike, @Now)
                on conflict (one_id, other_id) do nothing
                """, new { pair.OneId, pair.OtherId, area, pair.SameNumber, pair.SameNameAndBirth, pair.SameNameAndPostcode, pair.SoundsAlike, work.Now });
        }
        await work.ExecuteAsync("insert into referrals_duplicate_look (area, at) values (@area, @Now) on conflict (area) do update set at = excluded.at", new { area, work.Now });
    }
}

/// <summary>Two entries that may be one person, and why.</summary>
internal sealed record DuplicatePair(Guid OneId, Guid OtherId, bool SameNumber, bool SameNameAndBirth, bool SameNameAndPostcode, bool SoundsAlike)
{
    public static string Why(bool number, bool nameAndBirth, bool nameAndPostcode, bool soundsAlike)
        => string.Join(", ", new[]
        {
            number ? "same NHS number" : null, nameAndBirth ? "same name and date of birth" : null, nameAndPostcode ? "same name and postcode" : null,
            soundsAlike ? "names that sound alike and the same date of birth" : null,
        }.Where(reason => reason is not null));
}
