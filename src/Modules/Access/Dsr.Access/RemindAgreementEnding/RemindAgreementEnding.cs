namespace Dsr.Access;

/// <summary>Tells the area's administrators that an organisation's agreement ends in 60, 30, 14 and 7 days. After time away only the latest stage is told.</summary>
internal sealed class RemindAgreementEnding(Db db, Settings settings, TimeProvider clock) : IRecurringJob
{
    private static readonly int[] Stages = [7, 14, 30, 60];

    public string Name => "remind-agreement-ending";

    public string What => "Tells administrators that an organisation's agreement ends in 60, 30, 14 or 7 days";

    public Schedule When => Schedule.Daily(7, 10);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var due = await db.QueryAsync<Row>(
            """
            select a.id as agreement_id, a.ends_on, o.id as organisation_id, u.id as user_id, u.name, u.email
            from access_agreement as a
            join access_organisation as o on o.agreement_id = a.id
            join access_user as u on u.role = 'administrator' and u.state = 'active'
            join access_organisation as own on own.id = u.organisation_id and (own.area = o.area or own.area = '')
            where a.ended_at is null and a.ends_on >= @today and a.ends_on <= @last
            """, new { today, last = today.AddDays(Stages[^1]) }, cancellationToken);

        var told = 0;
        foreach (var row in due)
        {
            var stage = Stages.First(days => row.EndsOn <= today.AddDays(days));
            await db.WriteAsync(async work =>
            {
                var values = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["name"] = row.Name,
                    ["ends"] = Words.Date(row.EndsOn),
                    ["link"] = $"{settings.PublicUrl}/admin/organisations/{row.OrganisationId}",
                };
                if (await work.MailAsync(new Mail($"agreement-ending {row.AgreementId:N} {stage} {row.UserId:N}", row.Email, "agreement-ending", values))) told++;
            }, cancellationToken);
        }
        return told;
    }

    private sealed record Row(Guid AgreementId, DateOnly EndsOn, Guid OrganisationId, Guid UserId, string Name, string Email);
}
