namespace Dsr.Referrals;

/// <summary>Deletes what was put away because no person had sent it.</summary>
internal sealed class ForgetEnquiries(Db db) : IRecurringJob
{
    private const int PutAwayDays = 30;

    public string Name => "forget-enquiries";

    public string What => "Deletes what was sent by a public form and put away 30 days ago.";

    public Schedule When => Schedule.Daily(3, 45);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var forgotten = 0;
        await db.WriteAsync(async work => forgotten = await work.ExecuteAsync("delete from referrals_enquiry where state = 'put-away' and done_at < @before", new { before = work.Now.AddDays(-PutAwayDays) }), cancellationToken);
        return forgotten;
    }
}
