using System.Buffers.Binary;
using Dsr.Access;

namespace Dsr.Tests.Access;

public sealed class SignInTests
{
    private const string Robin = "robin.marlow@example.com";

    [Fact] // of more than five sessions the oldest ends; after the clock went back the newest has the earliest time
    public async Task Who_logs_in_is_logged_in_though_the_clock_stands_or_went_back()
    {
        await using var register = await TestRegister.StartAsync();
        for (var times = 0; times < 6; times++) await register.SignInAsync("member");
        register.Clock.Advance(TimeSpan.FromHours(-1));
        (await (await register.SignInAsync("member")).OpenAsync("/home")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_password_is_hashed_by_hmac_sha_512_in_220_000_rounds()
    {
        using var passwords = new Passwords();
        var hash = Convert.FromBase64String(await passwords.HashAsync("a password that is long enough"));
        // the platform's third format: a mark, the function, the rounds
        hash[0].ShouldBe((byte)1);
        BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)).ShouldBe(2u);
        BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)).ShouldBe(220_000u);
    }

    [Fact]
    public async Task An_invited_user_sets_up_an_account_and_logs_in_with_password_and_code()
    {
        await using var register = await TestRegister.StartAsync();
        var app = await register.AcceptAsync(await register.InviteAsync(Robin));

        register.Clock.Advance(TimeSpan.FromMinutes(1));
        var robin = register.Visitor();
        (await robin.LogInAsync("  Robin.Marlow@Example.com ")).Location.ShouldBe("/log-in/code");
        var home = await (await robin.OpenAsync("/log-in/code")).Type("6-digit code", app.Code()).PressAndFollowAsync("Continue");

        home.Status.ShouldBe(200);
        (await robin.OpenAsync("/account")).Text.ShouldContain("NSCHT CAMHS");
    }

    [Fact]
    public async Task A_code_works_once_for_anybody()
    {
        await using var register = await TestRegister.StartAsync();
        var app = await register.AcceptAsync(await register.InviteAsync(Robin));

        // the code that connected the app was used by that
        var again = register.Visitor();
        await again.LogInAsync(Robin);
        (await (await again.OpenAsync("/log-in/code")).Type("6-digit code", app.Code()).PressAsync("Continue")).Errors.ShouldBe(["Enter the 6-digit code again. It is wrong, or was used before"]);

        register.Clock.Advance(TimeSpan.FromSeconds(30));
        (await (await again.OpenAsync("/log-in/code")).Type("6-digit code", app.Code()).PressAsync("Continue")).Status.ShouldBe(303);

        var thief = register.Visitor();
        await thief.LogInAsync(Robin);
        var refused = await (await thief.OpenAsync("/log-in/code")).Type("6-digit code", app.Code()).PressAsync("Continue");
        refused.Status.ShouldBe(422);
        (await thief.OpenAsync("/home")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task A_code_of_two_steps_ago_is_refused()
    {
        await using var register = await TestRegister.StartAsync();
        var app = await register.AcceptAsync(await register.InviteAsync(Robin));
        register.Clock.Advance(TimeSpan.FromMinutes(5));
        var robin = register.Visitor();
        await robin.LogInAsync(Robin);
        (await (await robin.OpenAsync("/log-in/code")).Type("6-digit code", app.Code(-2)).PressAsync("Continue")).Status.ShouldBe(422);
        (await (await robin.OpenAsync("/log-in/code")).Type("6-digit code", app.Code(2)).PressAsync("Continue")).Status.ShouldBe(422);
        (await (await robin.OpenAsync("/log-in/code")).Type("6-digit code", app.Code(-1)).PressAsync("Continue")).Status.ShouldBe(303);
    }

    [Fact]
    public async Task An_invitation_is_used_up_by_accepting_it_and_not_by_looking_at_it()
    {
        await using var register = await TestRegister.StartAsync();
        var link = await register.InviteAsync(Robin);
        for (var look = 0; look < 3; look++) (await register.Visitor().OpenAsync(link)).Heading.ShouldBe("Set up your account");

        await register.AcceptAsync(link);

        var after = await register.Visitor().OpenAsync(link);
        after.Status.ShouldBe(404);
        after.Heading.ShouldBe("This link has ended");
    }

    [Fact]
    public async Task An_invitation_ends_after_72_hours_and_by_a_newer_one()
    {
        await using var register = await TestRegister.StartAsync();
        var first = await register.InviteAsync(Robin);
        var administrator = await register.SignInAsync("administrator");
        var users = await administrator.OpenAsync("/admin/users");
        await (await administrator.OpenAsync(users.LinkTo("Robin Marlow"))).PressAndFollowAsync("Send a new invitation");
        (await register.Visitor().OpenAsync(first)).Heading.ShouldBe("This link has ended");

        var links = await register.RowsAsync<string>("select body from shared_outbox where to_address = @Robin", new { Robin });
        links.Count.ShouldBe(2);
        var second = links.Select(body => body.Split('\n').First(line => line.Contains("/invite/", StringComparison.Ordinal)).Trim()["http://localhost".Length..]).Single(link => link != first);
        register.Clock.Advance(TimeSpan.FromHours(72));
        (await register.Visitor().OpenAsync(second)).Heading.ShouldBe("This link has ended");
    }

    [Theory]
    [InlineData("short", "Password must be 12 characters or more")]
    [InlineData("P@ssw0rd2026!!", "Enter a password that is harder to guess")]
    [InlineData("aaaaaaaaaaaaaaaa", "Enter a password that is harder to guess")]
    [InlineData("abcdefghijklmnop", "Enter a password that is harder to guess")]
    [InlineData("robin.marlow@example.com", "Password must not be your name, email address or organisation")]
    public async Task A_password_that_is_guessed_first_is_refused(string password, string message)
    {
        await using var register = await TestRegister.StartAsync();
        var page = await register.Visitor().OpenAsync(await register.InviteAsync(Robin));
        var app = new Authenticator(page.Find("code")!.TextContent, register.Clock);
        (await page.Type("Choose a password", password).Type("6-digit code", app.Code()).Choose("I accept the terms").PressAsync("Set up account")).Errors.ShouldBe([message]);
    }

    [Fact]
    public async Task Unknown_known_invited_and_disabled_users_get_one_answer()
    {
        await using var register = await TestRegister.StartAsync();
        await register.AcceptAsync(await register.InviteAsync(Robin));
        await register.InviteAsync("invited@example.com");
        var answers = new List<string>();
        foreach (var email in new[] { Robin, "invited@example.com", "nobody@example.com" })
        {
            var answer = await register.Visitor().LogInAsync(email, "not the password");
            answer.Status.ShouldBe(422);
            answers.Add(answer.Text + string.Join('|', answer.Errors));
        }
        answers.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        answers[0].ShouldContain("Enter your email address and password again. One of them is wrong");
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_nobody_is_locked_out()
    {
        await using var register = await TestRegister.StartAsync();
        var app = await register.AcceptAsync(await register.InviteAsync(Robin));
        var judged = 0;
        for (var second = 0; second < 300; second++)
        {
            if ((await register.Visitor().LogInAsync(Robin, "guess number " + second)).Status == 422) judged++;
            register.Clock.Advance(TimeSpan.FromSeconds(1));
            if (second == 60) second = 240;
        }
        judged.ShouldBeLessThanOrEqualTo(10);
        (await register.Visitor().LogInAsync(Robin)).Heading.ShouldBe("You have tried too many times");

        register.Clock.Advance(TimeSpan.FromMinutes(6));
        var robin = register.Visitor();
        (await robin.LogInAsync(Robin)).Status.ShouldBe(303);
        (await (await robin.OpenAsync("/log-in/code")).Type("6-digit code", app.Code()).PressAsync("Continue")).Status.ShouldBe(303);
    }

    [Fact]
    public async Task Whoever_guesses_elsewhere_does_not_make_the_users_own_browser_wait()
    {
        await using var register = await TestRegister.StartAsync();
        var app = await register.AcceptAsync(await register.InviteAsync(Robin));
        register.Clock.Advance(TimeSpan.FromMinutes(1));
        var robin = register.Visitor();
        await robin.LogInAsync(Robin);
        await (await robin.OpenAsync("/log-in/code")).Type("6-digit code", app.Code()).PressAndFollowAsync("Continue");
        await (await robin.OpenAsync("/account")).PressAndFollowAsync("Log out everywhere");

        for (var guess = 0; guess < 6; guess++) await register.Visitor().LogInAsync(Robin, "guess");
        (await register.Visitor().LogInAsync(Robin)).Status.ShouldBe(429);
        (await robin.LogInAsync(Robin)).Location.ShouldBe("/log-in/code");
    }

    [Fact]
    public async Task A_register_without_users_says_that_it_is_not_set_up()
    {
        await using var register = await TestRegister.StartAsync(demonstration: false);
        var page = await register.Visitor().OpenAsync("/log-in");
        page.Heading.ShouldBe("This service is not set up yet");
        page.Find("main form").ShouldBeNull();
    }

    [Fact]
    public async Task A_repeated_key_does_not_pass_a_guess_off_as_counted()
    {
        await using var register = await TestRegister.StartAsync();
        var statuses = new List<int>();
        for (var guess = 0; guess < 6; guess++)
        {
            var visitor = register.Visitor();
            var page = await visitor.OpenAsync("/log-in");
            var token = page.Find("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var answer = await visitor.PostAsync("/log-in", new Dictionary<string, string>(StringComparer.Ordinal) { ["Log.Email"] = Robin, ["Log.Password"] = "guess", ["_key"] = new string('a', 32), ["__RequestVerificationToken"] = token });
            statuses.Add(answer.Status);
        }
        statuses.ShouldBe([422, 422, 422, 422, 422, 429]);
    }

    [Fact]
    public async Task A_disabled_user_is_nobody_at_the_next_request()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("referrer");
        (await member.OpenAsync("/account")).Status.ShouldBe(200);

        var administrator = await register.SignInAsync("administrator");
        var user = await register.RowsAsync<Guid>("select id from access_user where email = 'referrer@staffordshire.example.com'");
        await (await administrator.OpenAsync($"/admin/users/{user[0]}/disable")).Type("Why does it end?", "Left").PressAndFollowAsync("End access");

        (await member.OpenAsync("/account")).Location.ShouldBe("/log-in?next=%2Faccount");
        (await register.RowsAsync<long>("select count(*) from access_session where user_id = @id", new { id = user[0] }))[0].ShouldBe(0);
    }

    [Fact]
    public async Task A_changed_role_ends_the_sessions_and_takes_the_old_rights()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var administrator = await register.SignInAsync("administrator");
        var user = await register.RowsAsync<Guid>("select id from access_user where email = 'member@staffordshire.example.com'");
        await (await administrator.OpenAsync($"/admin/users/{user[0]}/role")).Choose("Analyst", "New role").Type("Why does it change?", "New post").PressAndFollowAsync("Change role");
        (await member.OpenAsync("/register")).Status.ShouldBe(302);
        await member.ContinueAsAsync("analyst", "staffordshire");
        (await member.OpenAsync("/register")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_of_nothing_and_after_twelve_hours()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        register.Clock.Advance(TimeSpan.FromMinutes(29));
        (await member.OpenAsync("/account")).Status.ShouldBe(200);
        register.Clock.Advance(TimeSpan.FromMinutes(31));
        var ended = await member.OpenAsync("/account");
        ended.Location.ShouldBe("/log-in?timed-out=true&next=%2Faccount");
        (await member.OpenAsync(ended.Location!)).Text.ShouldContain("We logged you out because you did nothing for 30 minutes");

        await member.ContinueAsAsync("member", "staffordshire");
        for (var quarter = 0; quarter < 47; quarter++)
        {
            register.Clock.Advance(TimeSpan.FromMinutes(15));
            (await member.OpenAsync("/account")).Status.ShouldBe(200);
        }
        register.Clock.Advance(TimeSpan.FromMinutes(15));
        (await member.OpenAsync("/account")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task An_auditor_has_a_quarter_of_an_hour()
    {
        await using var register = await TestRegister.StartAsync();
        var auditor = await register.SignInAsync("auditor");
        (await auditor.OpenAsync("/session/remaining")).Html.ShouldBe("""{"seconds":900}""");
        register.Clock.Advance(TimeSpan.FromMinutes(10));
        // asking does not extend
        (await auditor.OpenAsync("/session/remaining")).Html.ShouldBe("""{"seconds":300}""");
        register.Clock.Advance(TimeSpan.FromMinutes(5));
        (await auditor.OpenAsync("/session/remaining")).Html.ShouldBe("""{"seconds":0}""");
        (await auditor.OpenAsync("/audit")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Logging_out_ends_the_session_and_clears_the_browser()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var home = await member.OpenAsync("/home");
        var token = home.Find("form[action='/log-out'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        (await member.PostAsync("/log-out", [])).Status.ShouldBe(400);
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var answer = await member.Client.PostAsync(new Uri("/log-out", UriKind.Relative), content);

        ((int)answer.StatusCode).ShouldBe(303);
        answer.Headers.GetValues("Clear-Site-Data").Single().ShouldBe("\"cache\", \"storage\"");
        (await member.OpenAsync("/home")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task A_user_has_five_sessions_and_ends_them_all_at_once()
    {
        await using var register = await TestRegister.StartAsync();
        var visitors = new List<Visitor>();
        for (var each = 0; each < 6; each++)
        {
            visitors.Add(await register.SignInAsync("member"));
            register.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        (await visitors[0].OpenAsync("/account")).Status.ShouldBe(302);
        (await visitors[1].OpenAsync("/account")).Status.ShouldBe(200);

        await (await visitors[5].OpenAsync("/account")).PressAndFollowAsync("Log out everywhere");
        foreach (var visitor in visitors) (await visitor.OpenAsync("/account")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task The_cookie_is_a_secret_that_scripts_and_other_sites_do_not_get()
    {
        await using var register = await TestRegister.StartAsync();
        var visitor = register.Visitor();
        var page = await visitor.OpenAsync("/log-in");
        var token = page.Find("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("user", "lead@staffordshire.example.com")]);
        using var answer = await visitor.Client.PostAsync(new Uri("/continue-as", UriKind.Relative), content);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("dsr=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("path=/");
        var secret = cookie["dsr=".Length..].Split(';')[0];
        secret.Length.ShouldBe(43);
        (await register.RowsAsync<string>("select secret_hash from access_session")).ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Logging_in_leads_nowhere_else(string next)
    {
        await using var register = await TestRegister.StartAsync();
        var app = await register.AcceptAsync(await register.InviteAsync(Robin));
        register.Clock.Advance(TimeSpan.FromMinutes(1));
        var robin = register.Visitor();
        await (await robin.OpenAsync("/log-in?next=" + Uri.EscapeDataString(next))).Type("Work email address", Robin).Type("Password", Ways.Password).PressAsync("Log in");
        (await (await robin.OpenAsync("/log-in/code")).Type("6-digit code", app.Code()).PressAsync("Continue")).Location.ShouldBe("/home");
    }

    [Fact]
    public async Task Logging_in_leads_to_the_page_that_was_asked_for()
    {
        await using var register = await TestRegister.StartAsync();
        var app = await register.AcceptAsync(await register.InviteAsync(Robin));
        register.Clock.Advance(TimeSpan.FromMinutes(1));
        var robin = register.Visitor();
        var asked = await robin.OpenAsync("/account");
        await (await robin.OpenAsync(asked.Location!)).Type("Work email address", Robin).Type("Password", Ways.Password).PressAsync("Log in");
        (await (await robin.OpenAsync("/log-in/code")).Type("6-digit code", app.Code()).PressAsync("Continue")).Location.ShouldBe("/account");
    }

    [Fact]
    public async Task Nobody_continues_as_anybody_outside_a_demonstration()
    {
        await using var register = await TestRegister.StartAsync(demonstration: false);
        (await register.Visitor().OpenAsync("/log-in")).Text.ShouldNotContain("Continue as");
        (await register.Visitor().PostAsync("/continue-as", [new("user", "lead@staffordshire.example.com")])).Status.ShouldBe(404);
    }
}
