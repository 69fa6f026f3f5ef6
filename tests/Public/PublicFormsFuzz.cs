using System.Globalization;
using AngleSharp.Html.Dom;
using Dsr.Tests.Access;
using Dsr.Tests.Referrals.SelfReferral;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Public;

/// <summary>
/// Whatever is posted to the forms that anyone may send is answered, never with a fault of ours, and whatever is accepted is read back as it was typed.
/// A few posts to each form in every run; DSR_FUZZ=10000 for that many to each (in easy read, where a page asks one part of a question, to all of them together).
/// </summary>
public sealed class PublicFormsFuzz : IAsyncLifetime
{
    private static readonly int Posts = int.Parse(Environment.GetEnvironmentVariable("DSR_FUZZ") ?? "12", CultureInfo.InvariantCulture);

    private static readonly string[] Nasty =
    [
        "", " ", "\t", "\r\n", "\n leading line", "a\0b", "\u0001\u001f", "\u0085\u009f", "\ufffd", "\ufeffmark", "\u202eright to left", "e\u0301 and \u00e9", "👩🏽‍⚕️ and 𝔘𝔫𝔦", "\ufffe\uffff",
        "' or 1=1; drop table referrals_person; --", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{7*7}}${7*7}", "%00%0d%0aSet-Cookie: a=b", "=cmd|' /C calc'!A0", "../../../etc/passwd", "null", "undefined", "NaN",
        "-1", "0", "2147483648", "9999999999999999999999", "999 000 0018", "01632 960 001", "name@example.com", "a@b.c,d@e.f", "yes", "no", "none", "find", "31", "2", "1999", "DR-7K2M-9XQT", "&amp; &#x41; &lt;", "&", "ﷺ", "Ω≈ç√∫", "ash\u200btarrant", "O'Brien-Núñez",
    ];

    // filled as most people would: what is fuzzed stands among it
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["Tell.Name"] = "Ash Tarrant", ["Tell.Reply"] = "email", ["Tell.Email"] = "ash@example.com", ["Tell.For"] = "myself", ["Tell.What"] = "feedback", ["Tell.Organisation"] = "Example House", ["Tell.People"] = "3", ["Tell.Kind"] = "message",
        ["Stop.Step"] = "check", ["Stop.BornOn"] = "1990-03-14", ["Stop.Area"] = "staffordshire", ["Stop.Name"] = "Ash Tarrant", ["Stop.Relation"] = "carer", ["Stop.Phone"] = "01632 960 001",
        ["Reply.Step"] = "check", ["Reply.Answer"] = "not-sure", ["Reply.Name"] = "Ash Tarrant", ["Reply.Relation"] = "myself", ["Reply.Phone"] = "01632 960 001", ["Reply.Advocate"] = "no",
    };

    // what is asked only where somebody refers a child
    private static readonly HashSet<string> OfAChild = new(StringComparer.Ordinal) { "you", "parent-agrees", "childs-view" };

    private readonly Random _random = new(20261121);
    private readonly List<string> _faults = [];
    private TestRegister _register = null!;

    /// <summary>The forms that were fuzzed, by their routes. What is here is compared with what the product lets anyone post to.</summary>
    private static readonly string[] Routes =
    [
        "self-referral", "self-referral/{id:guid}/{step}", "self-referral/{id:guid}/code", "self-referral/{id:guid}/save", "self-referral/{id:guid}/check", "self-referral/resume/{token}", "track",
        "easy/self-referral", "easy/self-referral/{id:guid}/{step}", "easy/self-referral/{id:guid}/code", "easy/self-referral/{id:guid}/save", "easy/self-referral/{id:guid}/check",
        "contact/question", "feedback", "easy/feedback", "complaints", "easy/complaints", "professional/training",
        "stop", "easy/stop", "consent/{token}", "easy/consent/{token}", "my-entry/{token}", "easy/my-entry/{token}", "log-in", "log-in/code", "invite/{token}", "log-out", "continue-as", "status/{code:int}",
    ];

    private sealed record Accepted(Dictionary<string, string> Typed, string? Location, string Html);

    public async Task InitializeAsync() => _register = await TestRegister.StartAsync();

    public async Task DisposeAsync() => await _register.DisposeAsync();

    [Fact]
    public async Task Every_form_that_anyone_may_post_to_is_fuzzed()
    {
        var loader = _register.Services.GetRequiredService<PageLoader>();
        var open = new List<string>();
        foreach (var endpoint in _register.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null))
        {
            var takesPosts = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? (await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).HandlerMethods.Any(handler => handler.HttpMethod == "Post")
                : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true;
            if (takesPosts) open.Add(endpoint.RoutePattern.RawText!.Trim('/'));
        }
        open.Distinct().Order().ShouldBe(Routes.Order());
    }

    [Theory]
    [InlineData("nottinghamshire", "myself")]
    [InlineData("staffordshire", "my-child")]
    public async Task No_post_to_a_self_referral_is_answered_with_a_fault_and_every_accepted_value_is_read_back(string area, string who)
    {
        // a draft filled as most people would: what is fuzzed is put on top of it
        var steps = new SelfReferralSteps(_register.Visitor(), _register, area);
        steps.Answers["Who are you referring?"] = page => page.Choose(who == "myself" ? "Myself" : "My child");
        steps.Answers["Why we ask"] = page => page.Choose("Yes");
        steps.Answers["What is your sex?"] = steps.Answers["What is their sex?"] = page => page.Choose("Female");
        steps.Answers["Is your gender the same as the sex registered at birth?"] = steps.Answers["Is their gender the same as the sex registered at birth?"] = page => page.Choose("No");
        steps.Answers["What is your ethnic group?"] = steps.Answers["What is their ethnic group?"] = page => page.Choose("Mixed");
        steps.Answers["Which of these is your background?"] = steps.Answers["Which of these is their background?"] = page => page.Choose("White and Asian");
        var paths = new List<string>();
        var page = await steps.StartAsync();
        while (page.Heading != "Check your answers")
        {
            paths.Add(page.Path);
            page = await steps.AnswerAsync(page);
        }
        var draft = page.Path[..^"check".Length];
        var accepted = 0;
        // at ten thousand each, a question that both ways ask is asked of the first
        foreach (var path in paths.Distinct().Where(path => Posts < 1000 || who == "myself" || OfAChild.Contains(path.Split('/')[^1]))) accepted += (await FuzzAsync(steps.Visitor, path, Posts, readsBack: true)).Count;
        foreach (var path in new[] { draft + "save", draft + "code" }) await FuzzAsync(steps.Visitor, path, Posts);

        var easy = (await steps.Visitor.OpenAsync("/easy" + draft + "check")).All("main a").Select(link => link.GetAttribute("href")!.Split('?')[0]).Where(path => path.StartsWith("/easy" + draft, StringComparison.Ordinal) && path.Split('/')[^1] is not ("save" or "code" or "check" or "help")).Distinct().ToList();
        easy.Count.ShouldBeGreaterThan(10);
        foreach (var path in easy) accepted += (await FuzzAsync(steps.Visitor, path, 2 + Posts / easy.Count, readsBack: true)).Count;
        foreach (var path in new[] { "save", "code" }) await FuzzAsync(steps.Visitor, "/easy" + draft + path, Posts);

        // whatever is open now is answered, and what was accepted reaches the team as it was typed
        for (page = await steps.Visitor.OpenAsync(draft + "check"); page.Heading == "Some questions are not answered"; page = await steps.Visitor.OpenAsync(draft + "check"))
            await steps.AnswerAsync(await steps.Visitor.OpenAsync(page.All("main li a")[0].GetAttribute("href")!));
        if (who == "myself") await FuzzAsync(steps.Visitor, "/easy" + draft + "check", Posts);
        else await FuzzAsync(steps.Visitor, draft + "check", Posts);
        (await steps.Visitor.OpenAsync(draft + "check")).Heading.ShouldBe("You already sent this");

        _faults.ShouldBeEmpty(string.Join('\n', _faults.Take(20)));
        accepted.ShouldBeGreaterThan(Posts);
        (await _register.RowsAsync<Kept>(
            """
            select a.content, d.content as typed
            from referrals_self_draft as d
            join referrals_answer as a on a.referral_id = d.referral_id and a.task = 'self'
            """)).ShouldAllBe(row => row.Content == row.Typed);
    }

    [Fact]
    public async Task No_post_to_a_start_or_to_tracking_is_answered_with_a_fault()
    {
        var visitor = _register.Visitor();
        foreach (var path in new[] { "/self-referral?area=staffordshire", "/easy/self-referral?area=sunderland", "/track", "/self-referral/resume/nothing", "/status/404" }) await FuzzAsync(visitor, path, Posts);
        _faults.ShouldBeEmpty(string.Join('\n', _faults.Take(20)));
    }

    [Fact]
    public async Task No_post_to_a_form_that_reaches_the_team_is_answered_with_a_fault_and_what_was_accepted_is_read_back()
    {
        var visitor = _register.Visitor();
        var sent = new List<Accepted>();
        foreach (var path in new[] { "/contact/question?area=staffordshire", "/feedback?area=south-yorkshire", "/easy/feedback?area=sunderland", "/complaints?area=nottinghamshire", "/easy/complaints?area=northamptonshire", "/professional/training?area=staffordshire" })
            sent.AddRange((await FuzzAsync(visitor, path, Posts)).Where(each => each.Location!.Contains("/sent/", StringComparison.Ordinal)));
        _faults.ShouldBeEmpty(string.Join('\n', _faults.Take(20)));
        sent.ShouldNotBeEmpty();
        var kept = (await _register.RowsAsync<Sent>("select id, kind, name, organisation, body from referrals_enquiry")).ToDictionary(row => row.Id);
        foreach (var each in sent)
        {
            var row = kept[Guid.Parse(each.Location!.Split('/')[^1])];
            // spaces and lines around what was typed go; an offer to help says nothing but how
            Lines(row.Name).ShouldBe(Lines(Of(each, "Tell.Name").Trim()));
            if (row.Kind is "training") Lines(row.Organisation).ShouldBe(Lines(Of(each, "Tell.Organisation").Trim()));
            if (row.Kind is not "involvement") Lines(row.Body).ShouldBe(Lines(Of(each, "Tell.Body").Trim()));
        }
    }

    [Theory]
    [InlineData("/stop")]
    [InlineData("/easy/stop")]
    public async Task No_wish_to_stop_is_answered_with_a_fault_and_each_reaches_the_team_as_it_was_typed(string path)
    {
        var asked = await FuzzAsync(_register.Visitor(), path, Posts, isAccepted: html => html.Contains("We will phone you", StringComparison.Ordinal), names: ["Stop.Step", "Stop.Back", "Stop.Reference", "Stop.BornOn", "Stop.Area", "Stop.Name", "Stop.Relation", "Stop.Phone"]);
        _faults.ShouldBeEmpty(string.Join('\n', _faults.Take(20)));
        asked.ShouldNotBeEmpty();
        var tasks = (await _register.RowsAsync<string>("select words from consent_task where kind = 'stop'")).Select(Lines).ToList();
        tasks.Count.ShouldBe(asked.Count);
        foreach (var each in asked) tasks.ShouldContain(words => words.StartsWith(Lines(Of(each, "Stop.Name").Trim()) + ", ", StringComparison.Ordinal) && words.Contains($". Phone {Lines(Of(each, "Stop.Phone").Trim())}. The person", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/consent/")]
    [InlineData("/easy/consent/")]
    public async Task No_answer_by_link_is_answered_with_a_fault_and_each_is_read_back(string start)
    {
        var person = await MadeUp.RegisterAsync(_register, _register.Clock.Today(), consentOn: _register.Clock.Today().AddDays(-100), rating: "amber");
        var letter = await (await (await _register.SignInAsync("referrer")).OpenAsync($"/people/{person.Reference}/authority/link")).Choose("Easy read").Choose("A letter that I print").PressAsync("Make the link");
        var path = start + new Uri(letter.Find(".nhsuk-inset-text p")!.TextContent.Trim()).AbsolutePath.Split('/')[^1];
        var answered = 0;
        await FuzzAsync(
            _register.Visitor(), path, Posts, names: ["Reply.Step", "Reply.Back", "Reply.Answer", "Reply.Name", "Reply.Relation", "Reply.ChildsView", "Reply.ChildAgrees", "Reply.Phone", "Reply.Advocate", "Reply.MayBeTold"], isAccepted: html => html.Contains("Thank you for your answer", StringComparison.Ordinal) || html.Contains("You said no", StringComparison.Ordinal),
            accepted: async each =>
            {
                answered++;
                var row = (await _register.RowsAsync<Replied>("select name, relation, phone, childs_view from consent_reply")).ShouldHaveSingleItem();
                foreach (var (kept, name) in new[] { (row.Name, "Reply.Name"), (row.Phone, "Reply.Phone"), (row.ChildsView, "Reply.ChildsView") })
                    if (Lines(kept) != Lines(Of(each, name).Trim())) _faults.Add($"{path}: {name} was typed {Show(Of(each, name))} and is kept {Show(kept)}");
                // a link answers once: for the next it is as if nobody had
                await WriteAsync("delete from consent_task where person_id = @Id", person.Id);
                await WriteAsync("delete from consent_reply where person_id = @Id", person.Id);
                await WriteAsync("update consent_link set ended_at = null where person_id = @Id", person.Id);
            });
        _faults.ShouldBeEmpty(string.Join('\n', _faults.Take(20)));
        answered.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/easy")]
    public async Task No_message_from_ones_own_page_is_answered_with_a_fault_and_each_is_read_back(string reading)
    {
        var person = await MadeUp.RegisterAsync(_register, _register.Clock.Today(), consentOn: _register.Clock.Today().AddDays(-100), rating: "amber");
        var letter = await (await (await _register.SignInAsync("member")).OpenAsync($"/people/{person.Reference}/authority/entry-link")).Choose("Plain words").Choose("A letter that I print").PressAsync("Make the link");
        var path = reading + new Uri(letter.Find(".nhsuk-inset-text p")!.TextContent.Trim()).AbsolutePath;
        var told = 0;
        await FuzzAsync(_register.Visitor(), path, Posts, names: ["Tell.Kind", "Tell.Words"], accepted: async each =>
        {
            told++;
            var words = (await _register.RowsAsync<string>("select words from consent_task where person_id = @Id and kind in ('wrong', 'message')", new { person.Id })).ShouldHaveSingleItem();
            if (Lines(words) != Lines(Of(each, "Tell.Words").Trim())) _faults.Add($"{path}: was typed {Show(Of(each, "Tell.Words"))} and is kept {Show(words)}");
            await WriteAsync("delete from consent_task where person_id = @Id", person.Id);
        });
        _faults.ShouldBeEmpty(string.Join('\n', _faults.Take(20)));
        told.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task No_post_to_a_form_of_logging_in_is_answered_with_a_fault_and_nobody_comes_in_by_it()
    {
        var invitation = await _register.InviteAsync("robin.marlow@example.com");
        var visitor = _register.Visitor();
        await FuzzAsync(visitor, invitation, Posts);
        await _register.AcceptAsync(invitation);
        await FuzzAsync(visitor, "/log-in", Posts);
        _register.Clock.Advance(TimeSpan.FromHours(2));
        (await visitor.LogInAsync("robin.marlow@example.com")).Location.ShouldBe("/log-in/code");
        await FuzzAsync(visitor, "/log-in/code", Posts);
        await FuzzAsync(visitor, "/log-out", Posts, names: ["x"], formOn: "/log-in");
        await FuzzAsync(visitor, "/continue-as", Posts, names: ["user"], formOn: "/log-in");
        _faults.ShouldBeEmpty(string.Join('\n', _faults.Take(20)));
        (await visitor.OpenAsync("/home")).Location.ShouldNotBeNull().ShouldStartWith("/log-in");
    }

    /// <summary>Posts that many times; what was accepted (a 303, or a page that says so), with what was typed.</summary>
    private async Task<List<Accepted>> FuzzAsync(
        Visitor visitor, string path, int posts, bool readsBack = false, IReadOnlyList<string>? names = null, string? formOn = null, Func<string, bool>? isAccepted = null, Func<Accepted, Task>? accepted = null)
    {
        var found = new List<Accepted>();
        var form = await visitor.OpenAsync(formOn ?? path);
        var element = form.Find("main form[method=post]") as IHtmlFormElement ?? (await visitor.OpenAsync("/track")).Find("main form[method=post]") as IHtmlFormElement;
        var controls = formOn is null && form.Find("main form[method=post]") is not null;
        var action = controls && element!.GetAttribute("action") is { Length: > 0 } own ? own : path;
        var before = controls ? form.Fields(element!).ToList() : [];
        names ??= controls ? [.. element!.Elements.Select(control => control.GetAttribute("name")).OfType<string>().Where(name => name is not ("__RequestVerificationToken" or "_key")).Distinct(StringComparer.Ordinal)] : ["x"];
        var options = element!.QuerySelectorAll("input[type=radio], input[type=checkbox]").Cast<IHtmlInputElement>().Select(box => box.Value).Append("not-an-option").ToList();
        var choices = element.QuerySelectorAll("input[type=radio]").Cast<IHtmlInputElement>().Select(box => box.Name!).ToHashSet(StringComparer.Ordinal);
        var token = element.Elements.First(control => control.GetAttribute("name") == "__RequestVerificationToken").GetAttribute("value")!;
        var (tooMany, keys) = (0, new HashSet<string>(StringComparer.Ordinal));
        for (var post = 0; post < posts; post++)
        {
            var fields = Fields(names, options, choices).Append(new("__RequestVerificationToken", token)).ToList();
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await visitor.Client.PostAsync(new Uri(action, UriKind.Relative), content);
            var (status, html) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
            if (status is not (200 or 303 or 400 or 404 or 409 or 422 or 429)) _faults.Add($"{path} answers {status} to {Show(fields)}");
            // waiting costs nothing here, a password that is looked at does
            if (status == 429 && (tooMany++ % 20 == 0 || !path.StartsWith("/log-in", StringComparison.Ordinal))) _register.Clock.Advance(TimeSpan.FromHours(2));
            // the same key with the same answers again is the same act: nothing new was accepted
            if (fields.FirstOrDefault(field => field.Key == "_key").Value is { } key && !keys.Add(key)) continue;
            if (isAccepted is null ? status != 303 : !isAccepted(html)) continue;
            var one = new Accepted(fields.GroupBy(field => field.Key, StringComparer.Ordinal).ToDictionary(field => field.Key, field => field.First().Value, StringComparer.Ordinal), answer.Headers.Location?.OriginalString, html);
            found.Add(one);
            if (accepted is not null) await accepted(one);
            if (readsBack) _faults.AddRange(ReadBack(await visitor.OpenAsync(path), fields).Select(fault => $"{path}: {fault}"));
            if (_faults.Count > 50) break;
        }
        // the way goes on as it was
        if (readsBack) (await visitor.PostAsync(action, before.Select(field => field.Key == "_key" ? new(field.Key, Guid.NewGuid().ToString()) : field))).Status.ShouldBe(303, path);
        return found;
    }

    private Task<int> WriteAsync(string sql, Guid id)
        => _register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.ExecuteAsync(sql, new { Id = id }));
            return 0;
        });

    /// <summary>What the page shows of what was accepted, where its answer is still asked for.</summary>
    private static IEnumerable<string> ReadBack(Screen page, List<KeyValuePair<string, string>> fields)
    {
        foreach (var given in fields.Where(field => field.Key.StartsWith("Self.Text[", StringComparison.Ordinal)).GroupBy(field => field.Key))
        {
            var typed = given.First().Value;
            var shown = page.Find($"[name='{given.Key}']") switch
            {
                IHtmlTextAreaElement area => area.Value,
                IHtmlInputElement { Type: "radio" } => page.All($"input[name='{given.Key}']").Cast<IHtmlInputElement>().FirstOrDefault(box => box.IsChecked)?.Value ?? "",
                IHtmlInputElement input => input.Value,
                _ => null,
            };
            if (shown is null || Lines(shown) == Lines(typed)) continue;
            // under an answer that was not chosen nothing is asked, and nothing judged
            if (page.Find($"[name='{given.Key}']")!.Closest("[id^='conditional-']") is { } part && page.Find($"[data-aria-controls='{part.Id}']") is IHtmlInputElement { IsChecked: false }) continue;
            yield return $"{given.Key} was typed {Show(typed)} and is shown {Show(shown)} after {Show(fields)}";
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Fields(IReadOnlyList<string> names, List<string> options, HashSet<string> choices)
    {
        foreach (var name in names)
        {
            if (Usual.GetValueOrDefault(name) is { } filled && _random.Next(4) > 0)
            {
                yield return new(name, filled);
                continue;
            }
            var choice = _random.Next(12);
            if (choice == 0) continue;
            yield return new(name, name.EndsWith(".Day", StringComparison.Ordinal) || name.EndsWith(".Month", StringComparison.Ordinal) ? _random.Next(0, 14).ToString(CultureInfo.InvariantCulture)
                : name.EndsWith(".Year", StringComparison.Ordinal) ? _random.Next(1890, 2030).ToString(CultureInfo.InvariantCulture)
                : choice < 8 && options.Count > 1 && (name.Contains('[', StringComparison.Ordinal) || choices.Contains(name)) ? options[_random.Next(options.Count)] : Value());
            if (choice == 11) yield return new(name, Value());
        }
        if (_random.Next(6) == 0) yield return new(Odd[_random.Next(Odd.Length)], Value());
    }

    private static readonly string[] Odd = ["Self.Text[unknown]", "Self.People[2147483647].Name", "Self.People[-1].Name", "Self", "Self.Text", "Self.Born", "Self.Ticked[needs]", "add", "remove", "_key", "Version", "__Invariant", "Self.Text[safe].x", "state", "InCrisis"];

    private string Value() => _random.Next(5) switch
    {
        0 => Nasty[_random.Next(Nasty.Length)] + Nasty[_random.Next(Nasty.Length)],
        1 => new string((char)_random.Next(32, 0x24f), _random.Next(1, 300)),
        2 => string.Concat(Enumerable.Range(0, _random.Next(1, 40)).Select(_ => char.ConvertFromUtf32(_random.Next(2) == 0 ? _random.Next(1, 0xd800) : _random.Next(0xe000, 0x110000)))),
        3 when _random.Next(20) == 0 => new string('w', 30_000),
        _ => Nasty[_random.Next(Nasty.Length)],
    };

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private static string Show(string text) => string.Concat(text.Take(60).Select(letter => letter is >= ' ' and < '\x7f' ? letter.ToString() : $"\\u{(int)letter:x4}"));

    private static string Show(IEnumerable<KeyValuePair<string, string>> fields) => string.Join(" & ", fields.Where(field => field.Key != "__RequestVerificationToken").Select(field => $"{field.Key}={Show(field.Value)}"));

    private static string Of(Accepted accepted, string name) => accepted.Typed.GetValueOrDefault(name, "");

    private sealed record Sent(Guid Id, string Kind, string Name, string Organisation, string Body);

    private sealed record Replied(string Name, string Relation, string Phone, string ChildsView);

    private sealed record Kept(string Content, string Typed);
}
