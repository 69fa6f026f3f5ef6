namespace Dsr.Referrals;

/// <summary>"Asked of you": questions of the team about the viewer's own referrals. They are named by reference alone.</summary>
internal sealed class AskedOfYouPart(Db db, Viewer viewer) : IHomePart
{
    public int Order => 5;

    public string Roles => Shared.Roles.Professional;

    public string View => "/Referrals/Sent/AskedOfYou.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<Row>(
            """
            select r.reference, m.answer_by_on
            from referrals_referral as r
            join referrals_message as m on m.referral_id = r.id and m.kind = 'question' and m.closed_at is null
            where r.started_by = @UserId
            and r.waiting_since is not null
            and r.state = 'submitted'
            and r.authority_kind is not null
            order by m.answer_by_on, r.id
            limit 20
            """, new { viewer.UserId }, cancellationToken);
        return rows.Count == 0 ? null : rows;
    }

    internal sealed record Row(string Reference, DateOnly AnswerByOn);
}
