namespace Dsr.Tests.Host;

public class JobsPageTests
{
    [Fact]
    public async Task An_administrator_sees_every_job_and_runs_one_now()
    {
        await using var register = await TestRegister.StartAsync();
        var administrator = await register.SignInAsync("administrator");
        var jobs = await administrator.OpenAsync("/admin/jobs");
        jobs.Status.ShouldBe(200);
        jobs.Text.ShouldContain("snapshot-month-end");
        jobs.Text.ShouldContain("Every day at 12:05am");
        jobs.Text.ShouldContain("22 November 2026 at 12:05am");
        jobs.Text.ShouldContain("This job has not run yet.");

        var after = await jobs.PressAndFollowAsync("Run now: snapshot-month-end");
        after.Banner.ShouldContain("snapshot-month-end has run");
        after.Text.ShouldContain("21 November 2026 at 10am");
        (await register.RowsAsync<string>("select outcome from shared_job_run where job = 'snapshot-month-end'")).ShouldBe(["done"]);
    }

    [Theory]
    [InlineData("lead")]
    [InlineData("referrer")]
    [InlineData("auditor")]
    public async Task Nobody_else_does(string role)
    {
        await using var register = await TestRegister.StartAsync();
        (await (await register.SignInAsync(role)).OpenAsync("/admin/jobs")).Status.ShouldBe(403);
    }
}
