namespace Dsr.Consent;

/// <summary>Makes and ends links.</summary>
internal static class Link
{
    public const string Answer = "answer";
    public const string Entry = "entry";

    private const string EndOthers =
        """
        update consent_link
        set ended_at = @Now
        where person_id = @personId
        and purpose = @purpose
        and coalesce(cetr_id, @Empty) = @about
        and ended_at is null
        """;

    private const string Insert =
        """
        insert into consent_link (id, person_id, purpose, token_hash, respondent, easy, to_address, made_by, made_by_signature, made_at, expires_at, cetr_id)
        values (@Id, @personId, @purpose, @Hash, @respondent, @easy, @address, @MadeBy, @Signature, @Now, @expiresAt, @cetrId)
        """;

    /// <summary>Makes a link, the only one of its purpose that works for the person (or for one C(E)TR offered to them), and mails it where there is an address. Answers its path, which is kept nowhere.</summary>
    public static async Task<string> MakeAsync(Work work, Guid personId, string purpose, string respondent, bool easy, string? address, DateTimeOffset expiresAt, Viewer viewer, Guid? cetrId = null)
    {
        var (id, token) = (Ids.New(work.Now), Token.Create());
        await work.ExecuteAsync(EndOthers, new { work.Now, personId, purpose, Guid.Empty, about = cetrId ?? Guid.Empty });
        await work.ExecuteAsync(Insert, new { Id = id, personId, purpose, Hash = Token.HashOf(token), respondent, easy, address, MadeBy = viewer.IsSomebody ? viewer.UserId : (Guid?)null, viewer.Signature, work.Now, expiresAt, cetrId });
        await work.AuditAsync("link.make", id, personId);
        var path = Path(purpose, token, easy);
        if (address is not null)
            await work.MailAsync(new Mail($"consent/link/{id:N}", address, purpose == Answer ? "consent-link" : "entry-link", new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["path"] = path,
                ["ends"] = Words.Date(expiresAt.AddMinutes(-1)),
            }, personId));
        return path;
    }

    /// <summary>Ends every link of a person.</summary>
    public static Task EndAllAsync(Work work, Guid personId)
        => work.ExecuteAsync("update consent_link set ended_at = @Now where person_id = @personId and ended_at is null", new { work.Now, personId });

    private static string Path(string purpose, string token, bool easy) => (easy ? "/easy" : "") + (purpose == Entry ? $"/my-entry/{token}" : $"/consent/{token}");
}
