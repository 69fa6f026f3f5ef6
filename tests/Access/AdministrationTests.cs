using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Access;

public sealed class AdministrationTests
{
    [Fact]
    public async Task The_operator_invites_the_first_administrator_and_no_second_one()
    {
        await using var register = await TestRegister.StartAsync(demonstration: false);
        var (code, text) = await AdminAsync(register, "invite", "--email", "Root@Example.com", "--name", "Root Person");
        code.ShouldBe(0);
        var link = text[text.IndexOf("/invite/", StringComparison.Ordinal)..].Trim();

        var app = await register.AcceptAsync(link);
        (await AdminAsync(register, "invite", "--email", "other@example.com", "--name", "Other")).Code.ShouldBe(1);
        (await AdminAsync(register, "list")).Text.ShouldBe("root@example.com\tRoot Person\tActive\n");

        register.Clock.Advance(TimeSpan.FromMinutes(1));
        var root = register.Visitor();
        await root.LogInAsync("root@example.com");
        await (await root.OpenAsync("/log-in/code")).Type("6-digit code", app.Code()).PressAndFollowAsync("Continue");
        (await root.OpenAsync("/admin/organisations")).Text.ShouldContain("MPFT DSR Team");

        (await AdminAsync(register, "invite", "--email", "other@example.com", "--name", "Other", "--break-glass")).Code.ShouldBe(0);
        (await register.RowsAsync<long>("select count(*) from shared_audit where action = 'admin.invited-break-glass'"))[0].ShouldBe(1);
        (await AdminAsync(register, "disable", "root@example.com")).Code.ShouldBe(0);
        (await root.OpenAsync("/admin")).Status.ShouldBe(302);
        (await AdminAsync(register)).Code.ShouldBe(2);
    }

    [Fact]
    public async Task The_first_administrators_link_lasts_half_an_hour()
    {
        await using var register = await TestRegister.StartAsync(demonstration: false);
        var (_, text) = await AdminAsync(register, "invite", "--email", "root@example.com", "--name", "Root Person");
        register.Clock.Advance(TimeSpan.FromMinutes(30));
        (await register.Visitor().OpenAsync(text[text.IndexOf("/invite/", StringComparison.Ordinal)..].Trim())).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_invitation_mail_names_nobody_but_its_reader_and_goes_to_one_address()
    {
        await using var register = await TestRegister.StartAsync();
        await register.InviteAsync("robin.marlow@example.com");
        var mail = (await register.RowsAsync<MailRow>("select to_address, subject, body from shared_outbox where template = 'invitation'")).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Your invitation to the Dynamic Support Register");
        mail.Body.ShouldContain("Dear Robin Marlow");
        mail.Body.ShouldNotContain("CAMHS");
        mail.Body.ShouldContain("24 November 2026 at 10am");
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("a@example.com,b@example.com")]
    [InlineData("\"Robin\" <robin@example.com>")]
    [InlineData("robin@example.com\r\nBcc: all@example.com")]
    public async Task An_address_that_could_bend_a_header_is_refused(string address)
    {
        await using var register = await TestRegister.StartAsync();
        var administrator = await register.SignInAsync("administrator");
        var page = await administrator.OpenAsync("/admin/users/invite");
        var answer = await page.Type("Full name", "Robin").Type("Work email address", address).Select("Organisation", "NSCHT CAMHS").Choose("Professional", "Role").PressAsync("Send invitation");
        answer.Errors.ShouldBe(["Enter an email address in the correct format, like name@example.com"]);
    }

    [Fact]
    public async Task Two_administrators_at_once_do_not_overwrite_each_other()
    {
        await using var register = await TestRegister.StartAsync();
        var user = (await register.RowsAsync<Guid>("select id from access_user where email = 'agency@staffordshire.example.com'"))[0];
        var (first, second) = (await register.SignInAsync("administrator"), await register.SignInAsync("administrator"));
        var (one, two) = (await first.OpenAsync($"/admin/users/{user}/role"), await second.OpenAsync($"/admin/users/{user}/role"));
        await one.Choose("Chair", "New role").Type("Why does it change?", "New post").PressAndFollowAsync("Change role");
        var lost = await two.Choose("Analyst", "New role").Type("Why does it change?", "Other post").PressAsync("Change role");
        lost.Status.ShouldBe(409);
        lost.Html.ShouldContain("Other post");
        lost.Text.ShouldMatch("Changed by [A-Z].*, 21 November 2026 at");
        (await lost.PressAndFollowAsync("Change role")).Text.ShouldContain("Analyst");
    }

    [Fact]
    public async Task An_administrator_of_one_area_does_not_reach_into_another()
    {
        await using var register = await TestRegister.StartAsync();
        var administrator = await register.SignInAsync("administrator", "sunderland");
        var user = (await register.RowsAsync<Guid>("select id from access_user where email = 'lead@staffordshire.example.com'"))[0];
        var organisation = (await register.RowsAsync<Guid>("select id from access_organisation where name = 'MPFT DSR Team'"))[0];
        foreach (var path in new[] { $"/admin/users/{user}", $"/admin/users/{user}/role", $"/admin/users/{user}/disable", $"/admin/organisations/{organisation}", $"/admin/organisations/{organisation}/end" })
            (await administrator.OpenAsync(path)).Status.ShouldBe(404, path);
        (await administrator.OpenAsync("/admin/users")).Text.ShouldNotContain("MPFT");
    }

    [Fact]
    public async Task An_organisation_administrator_sees_and_ends_the_own_organisations_professionals_only()
    {
        await using var register = await TestRegister.StartAsync();
        var ids = (await register.RowsAsync<UserRow>("select id, email from access_user where email like '%@staffordshire.example.com'")).ToDictionary(row => row.Email.Split('@')[0], row => row.Id);
        await register.InviteAsync("robin.marlow@example.com", organisation: "Staffordshire County Council");
        var administrator = await register.SignInAsync("administrator");
        await (await administrator.OpenAsync($"/admin/users/{ids["referrer2"]}/role")).Choose("Organisation administrator", "New role").Type("Why does it change?", "New post").PressAndFollowAsync("Change role");

        var own = await register.SignInAsync("referrer2");
        var users = await own.OpenAsync("/admin/users");
        users.All("main tbody tr").Count.ShouldBe(2);
        users.Text.ShouldNotContain("Invite a user");
        (await own.OpenAsync("/admin/users/invite")).Status.ShouldBe(403);
        (await own.OpenAsync("/admin/organisations")).Status.ShouldBe(403);
        (await own.OpenAsync($"/admin/users/{ids["lead"]}")).Status.ShouldBe(404);
        (await own.OpenAsync("/people/DR-0000-0000")).Status.ShouldBe(403);
        (await own.OpenAsync($"/admin/users/{ids["referrer2"]}/disable")).Status.ShouldBe(404);
        await (await own.OpenAsync(users.LinkTo("Robin Marlow") + "/disable")).Type("Why does it end?", "Left").PressAndFollowAsync("End access");
        (await own.OpenAsync("/admin/users")).Text.ShouldContain("Disabled");
    }

    [Fact]
    public async Task The_end_of_an_agreement_is_told_once_a_stage_and_after_time_away_only_the_latest()
    {
        await using var register = await TestRegister.StartAsync();
        var today = register.Clock.Today();
        var organisation = (await register.RowsAsync<Guid>("select id from access_organisation where name = 'NSCHT CAMHS'"))[0];
        var administrator = await register.SignInAsync("administrator");
        await (await administrator.OpenAsync($"/admin/organisations/{organisation}/agreement")).TypeDate("Date it starts", today).TypeDate("Last day", today.AddDays(60)).PressAndFollowAsync("Record agreement");

        (await register.RunJobAsync("remind-agreement-ending")).Done.ShouldBe(1);
        (await register.RunJobAsync("remind-agreement-ending")).Done.ShouldBe(0);
        register.Clock.MoveTo(today.AddDays(50));
        (await register.RunJobAsync("remind-agreement-ending")).Done.ShouldBe(1);
        register.Clock.MoveTo(today.AddDays(61));
        (await register.RunJobAsync("remind-agreement-ending")).Done.ShouldBe(0);
    }

    private static Task<(int Code, string Text)> AdminAsync(TestRegister register, params string[] words)
        => register.InScopeAsync(async services =>
        {
            await using var output = new StringWriter { NewLine = "\n" };
            var code = await services.GetServices<ICommandVerb>().Single(verb => verb.Name == "admin").RunAsync(words, output, CancellationToken.None);
            return (code, output.ToString());
        });

    private sealed record UserRow(Guid Id, string Email);

    private sealed record MailRow(string ToAddress, string Subject, string Body);
}
