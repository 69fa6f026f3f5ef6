namespace Dsr.Rating;

/// <summary>A rating that was changed without agreement has been discussed since: the orange tag goes.</summary>
internal static class Discussion
{
    private const string OfChange =
        """
        update rating_change
        set discussed_later_on = @on, discussed_later_with = @with
        where id = (select change_id from rating_person where id = @personId and follow_up_due_on is not null)
        """;

    private const string OfPerson =
        """
        update rating_person
        set follow_up_due_on = null, version = version + 1
        where id = @personId
        and follow_up_due_on is not null
        """;

    /// <summary>Answers whether a discussion was waiting to be recorded.</summary>
    public static async Task<bool> RecordAsync(Work work, Guid personId, DateOnly on, string with)
    {
        await work.ExecuteAsync(OfChange, new { on, with, personId });
        return await work.ExecuteAsync(OfPerson, new { personId }) == 1;
    }
}
