namespace Dsr.Referrals;

/// <summary>We have what you sent: the reference, and what happens next by when. It says nothing of what was sent.</summary>
[AllowAnonymous]
internal sealed class EnquirySentPage(Db db, Areas areas) : PageModel, ILoads
{
    public Row Sent { get; private set; } = null!;

    public bool Easy => Request.Path.StartsWithSegments(Links.Easy, StringComparison.Ordinal);

    public PublicArea Public => areas[Sent.Area].Section<PublicArea>("public");

    public EnquiryRules Rules => EnquiryRules.Of(areas[Sent.Area]);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>("select reference, area, kind, reply, acknowledge_by_on, answer_by_on from referrals_enquiry where id = @id", new { id = this.RouteId() }, cancellationToken) is not { } row) return false;
        Sent = row;
        return true;
    }

    internal sealed record Row(string Reference, string Area, string Kind, string Reply, DateOnly? AcknowledgeByOn, DateOnly AnswerByOn);
}
