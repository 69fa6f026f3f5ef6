using Dsr.Rating.Contracts;

namespace Dsr.Rating;

/// <summary>A rating as it is to be recorded: whoever changed it, and by which way (domain 3.3).</summary>
internal sealed record RatingChange(Guid PersonId, string To, string Route, DateOnly SinceOn, string Reason, bool Discussed, string AgreedWith, DateOnly? AgreedOn, string Signature)
{
    private const string PersonSql =
        """
        select area, born_on, rating, since_on, version
        from rating_person
        where id = @PersonId
        """;

    private const string Insert =
        """
        insert into rating_change (
          id, person_id, place, route, from_rating, to_rating, since_on, reason, discussed, agreed_with, agreed_on, why_not_discussed,
          follow_up_due_on, hold_until, why_not_follow, changed_by, changed_by_signature, changed_at)
        values (
          @Id, @PersonId, @Place, @Route, @From, @To, @SinceOn, @Reason, @Discussed, @AgreedWith, @AgreedOn, @WhyNotDiscussed,
          @FollowUpDueOn, @HoldUntil, @WhyNotFollow, @By, @Signature, @Now)
        """;

    private const string InsertFollow =
        """
        insert into rating_follow (change_id, place, words, wanted)
        values (@Id, @Place, @Words, @Wanted)
        """;

    private const string MakeCurrent =
        """
        update rating_person
        set rating = @To, since_on = @SinceOn, change_id = @Id, hold_until = @HoldUntil, follow_up_due_on = @FollowUpDueOn, version = version + 1
        where id = @PersonId
        and version = @Version
        """;

    public string? WhyNotDiscussed { get; init; }

    public DateOnly? FollowUpDueOn { get; init; }

    public DateOnly? HoldUntil { get; init; }

    /// <summary>What follows that was decided against; null leaves all that the area's profile asks for.</summary>
    public IReadOnlyList<string>? Wanted { get; init; }

    public string? WhyNotFollow { get; init; }

    public Guid? By { get; init; }

    /// <summary>The row version the form carried; null where the service acts on what it heard.</summary>
    public int? Version { get; init; }

    /// <summary>What the rating asks for at an age (the linked processes of the national table).</summary>
    public static IReadOnlyList<string> FollowsAt(RatingArea rules, string rating, int age)
        => [.. rules.Of(rating).Follows.Where(follow => age <= (follow.ToAge ?? int.MaxValue)).Select(follow => follow.Words)];

    /// <summary>History, what follows, the current rating, and the news: one commit.</summary>
    public async Task ActAsync(Work work, Areas areas)
    {
        var person = await work.FirstAsync<Row>(PersonSql, new { PersonId }) ?? throw new InvalidOperationException("A rating was heard of before its person.");
        var id = Guid.CreateVersion7(work.Now);
        // a meeting or an admission may be recorded after a later change: periods do not overlap
        var since = person.SinceOn > SinceOn ? person.SinceOn.Value : SinceOn;
        await work.ExecuteAsync(Insert, new
        {
            Id = id, PersonId, Place = person.Version + 1, Route, From = person.Rating, To, SinceOn = since, Reason, Discussed, AgreedWith, AgreedOn, WhyNotDiscussed, FollowUpDueOn, HoldUntil, WhyNotFollow, By, Signature, work.Now,
        });
        var place = 0;
        foreach (var words in FollowsAt(areas[person.Area].Section<RatingArea>("rating"), To, Anniversary.Age(person.BornOn, since)))
            await work.ExecuteAsync(InsertFollow, new { Id = id, Place = ++place, Words = words, Wanted = Wanted?.Contains(words) ?? true });
        await work.ChangeAsync(MakeCurrent, new { To, SinceOn = since, Id = id, HoldUntil, FollowUpDueOn, PersonId, Version = Version ?? person.Version });
        await work.PublishAsync(new RatingChanged(PersonId, person.Rating, To, since, Signature, Discussed, HoldUntil, work.Now));
    }

    private sealed record Row(string Area, DateOnly BornOn, string? Rating, DateOnly? SinceOn, int Version);
}
