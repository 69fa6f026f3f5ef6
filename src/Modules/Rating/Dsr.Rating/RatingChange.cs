using Dsr.Rating.Contracts;

namespace Dsr.Rating;

/// <summary>A rating as it is to be recorded: whoever changed it, and by which way (domain 3.3).</summary>
internal sealed record RatingChange(Guid PersonId, string To, string Route, DateOnly SinceOn, string Reason, bool Discussed, string AgreedWith, DateOnly? AgreedOn, string Signature)
{
    private const string PersonSql =
        """
        select area, born_on, rating, since_on, keyworking_on, keyworking_service, version
        from rating_person
        where id = @PersonId
        """;

    private const string Insert =
        """
        insert into rating_change (
          id, person_id, place, route, from_rating, to_rating, since_on, reason, discussed, agreed_with, agreed_on, why_not_discussed,
          follow_up_due_on, hold_until, why_not_follow, assessment_id, suggested, suggested_why, difference_reason, why_end_hold, changed_by, changed_by_signature, changed_at)
        values (
          @Id, @PersonId, @Place, @Route, @From, @To, @SinceOn, @Reason, @Discussed, @AgreedWith, @AgreedOn, @WhyNotDiscussed,
          @FollowUpDueOn, @HoldUntil, @WhyNotFollow, @AssessmentId, @Suggested, @SuggestedWhy, @Difference, @WhyEndHold, @By, @Signature, @Now)
        """;

    public const string InsertFollow =
        """
        insert into rating_follow (change_id, place, kind, words, due_on, rule, wanted)
        values (@Id, @Place, @Kind, @Words, @DueOn, @Rule, @Wanted)
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

    /// <summary>Why the agreed rating differs from the one the tool suggested; the reason of the change itself where it came about elsewhere.</summary>
    public string? Difference { get; init; }

    public string? WhyEndHold { get; init; }

    /// <summary>What follows that was decided against; null leaves all that the area's profile asks for.</summary>
    public IReadOnlyList<string>? Wanted { get; init; }

    public string? WhyNotFollow { get; init; }

    public Stay? Stay { get; init; }

    public Guid? By { get; init; }

    /// <summary>The row version the form carried; null where the service acts on what it heard.</summary>
    public int? Version { get; init; }

    /// <summary>History, what follows, the current rating, and the news: one commit.</summary>
    public async Task ActAsync(Work work, Areas areas)
    {
        var person = await work.FirstAsync<Row>(PersonSql, new { PersonId }) ?? throw new InvalidOperationException("A rating was heard of before its person.");
        var tool = Route is "change" or "acceptance" or "meeting" ? await work.FirstAsync<ToolSince>(ToolSince.Latest, new { PersonId }) : null;
        var id = Ids.New(work.Now);
        // a meeting or an admission may be recorded after a later change: periods do not overlap
        var since = person.SinceOn > SinceOn ? person.SinceOn.Value : SinceOn;
        await work.ExecuteAsync(Insert, new
        {
            Id = id, PersonId, Place = person.Version + 1, Route, From = person.Rating, To, SinceOn = since, Reason, Discussed, AgreedWith, AgreedOn, WhyNotDiscussed, FollowUpDueOn, HoldUntil, WhyNotFollow,
            AssessmentId = tool?.Id, tool?.Suggested, tool?.SuggestedWhy, Difference = tool is { Suggested: { } suggested } && suggested != To ? Difference ?? Reason : null, WhyEndHold, By, Signature, work.Now,
        });
        var area = areas[person.Area];
        var place = 0;
        foreach (var follow in Follows.From(area.Section<RatingArea>("rating"), area.Section<ReviewIntervals>("referrals"), To, person.BornOn, since, Stay))
        {
            await work.ExecuteAsync(InsertFollow, new
            {
                Id = id, Place = ++place, Kind = follow.Key, follow.Words, follow.DueOn, follow.Rule, Wanted = Wanted?.Contains(follow.Words) ?? true,
            });
        }

        await work.ChangeAsync(MakeCurrent, new { To, SinceOn = since, Id = id, HoldUntil, FollowUpDueOn, PersonId, Version = Version ?? person.Version });
        if (person.KeyworkingOn is { } referred)
            await work.ExecuteAsync(KeyworkingSubscriber.Settle, new { PersonId, on = referred, words = $"Referred to {person.KeyworkingService} before this rating", signature = "The service, automatically" });
        await work.PublishAsync(new RatingChanged(PersonId, person.Rating, To, since, Signature, Discussed, HoldUntil, work.Now));
    }

    private sealed record Row(string Area, DateOnly BornOn, string? Rating, DateOnly? SinceOn, DateOnly? KeyworkingOn, string? KeyworkingService, int Version);
}

/// <summary>The newest tool that was completed since the rating of now was agreed: the suggestion that stands beside the next one.</summary>
internal sealed record ToolSince(Guid Id, string ToolName, string? Suggested, string SuggestedWhy, string Proposed, DateTimeOffset CompletedAt)
{
    public const string Latest =
        """
        select a.id, a.tool_name, a.suggested, a.suggested_why, a.proposed, a.completed_at
        from rating_assessment a
        join rating_person p on p.id = a.person_id
        left join rating_change c on c.id = p.change_id
        where a.person_id = @PersonId
        and (c.changed_at is null or a.completed_at >= c.changed_at)
        and not exists (select 1 from rating_change used where used.person_id = a.person_id and used.assessment_id = a.id)
        order by a.completed_at desc, a.id desc
        limit 1
        """;
}
