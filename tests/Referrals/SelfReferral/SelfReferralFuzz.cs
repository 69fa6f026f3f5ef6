using System.Globalization;
using AngleSharp.Html.Dom;

namespace Dsr.Tests.Referrals.SelfReferral;

/// <summary>
/// Whatever is posted to the public forms is answered, never with a fault of ours, and whatever is accepted is read back as it was typed.
/// A few posts to each form in every run; DSR_FUZZ=10000 for that many to each.
/// </summary>
public sealed class SelfReferralFuzz
{
    private static readonly int Posts = int.Parse(Environment.GetEnvironmentVariable("DSR_FUZZ") ?? "12", CultureInfo.InvariantCulture);

    private static readonly string[] Nasty =
    [
        "", " ", "\t", "\r\n", "\n leading line", "a\0b", "\u0001\u001f", "\u0085\u009f", "\ufffd", "\ufeffmark", "\u202eright to left", "e\u0301 and \u00e9", "👩🏽‍⚕️ and 𝔘𝔫𝔦", "\ufffe\uffff",
        "' or 1=1; drop table referrals_person; --", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{7*7}}${7*7}", "%00%0d%0aSet-Cookie: a=b", "=cmd|' /C calc'!A0", "../../../etc/passwd", "null", "undefined", "NaN",
        "-1", "0", "2147483648", "9999999999999999999999", "999 000 0018", "01632 960 001", "name@example.com", "a@b.c,d@e.f", "yes", "no", "none", "find", "31", "2", "1999", "DR-7K2M-9XQT", "&amp; &#x41; &lt;", "&", "ﷺ", "Ω≈ç√∫", "ash\u200btarrant", "O'Brien-Núñez",
    ];

    private readonly Random _random = new(20261121);
    // filled as most people would: what is fuzzed stands among it
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["Tell.Name"] = "Ash Tarrant", ["Tell.Reply"] = "email", ["Tell.Email"] = "ash@example.com", ["Tell.For"] = "myself", ["Tell.What"] = "feedback", ["Tell.Organisation"] = "Example House", ["Tell.People"] = "3",
    };

    private readonly List<(Guid Id, string Body)> _sent = [];

    [Fact]
    public async Task No_post_to_a_public_form_is_answered_with_a_fault_and_every_accepted_value_is_read_back()
    {
        await using var register = await TestRegister.StartAsync();
        var faults = new List<string>();
        var accepted = 0;
        foreach (var (area, who) in new[] { ("nottinghamshire", "myself"), ("staffordshire", "my-child") })
        {
            // one draft for each way of asking, filled as most people would: what is fuzzed is put on top of it
            var steps = new SelfReferralSteps(register.Visitor(), register, area);
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
            foreach (var path in paths.Distinct())
            {
                accepted += await FuzzAsync(steps.Visitor, path, readsBack: true, faults);
                // the way goes on as it was
                if (path.EndsWith("/who", StringComparison.Ordinal) || path.EndsWith("/born", StringComparison.Ordinal) || path.EndsWith("/why-we-ask", StringComparison.Ordinal) || path.EndsWith("/diagnosis", StringComparison.Ordinal) || path.EndsWith("/ethnic", StringComparison.Ordinal))
                    await steps.AnswerAsync(await steps.Visitor.OpenAsync(path));
            }
            var draft = page.Path[..^"check".Length];
            foreach (var path in new[] { draft + "save", draft + "code" }) await FuzzAsync(steps.Visitor, path, readsBack: false, faults);

            // whatever is open now is answered, and what was accepted reaches the team as it was typed
            for (page = await steps.Visitor.OpenAsync(draft + "check"); page.Heading == "Some questions are not answered"; page = await steps.Visitor.OpenAsync(draft + "check"))
            {
                await steps.AnswerAsync(await steps.Visitor.OpenAsync(page.All("main li a")[0].GetAttribute("href")!));
            }
            if (area == "staffordshire") await FuzzAsync(steps.Visitor, draft + "check", readsBack: false, faults);
            else await (await steps.Visitor.OpenAsync(draft + "check")).PressAndFollowAsync("Send");
            (await steps.Visitor.OpenAsync(draft + "check")).Heading.ShouldBe("You already sent this");
        }
        var visitor = register.Visitor();
        foreach (var path in new[] { "/self-referral?area=staffordshire", "/easy/self-referral?area=sunderland", "/track", "/self-referral/resume/nothing" }) await FuzzAsync(visitor, path, readsBack: false, faults);

        faults.ShouldBeEmpty(string.Join('\n', faults.Take(20)));
        accepted.ShouldBeGreaterThan(Posts);
        (await register.RowsAsync<Kept>(
            """
            select a.content, d.content as typed
            from referrals_self_draft as d
            join referrals_answer as a on a.referral_id = d.referral_id and a.task = 'self'
            """)).ShouldAllBe(row => row.Content == row.Typed);
    }

    [Fact]
    public async Task No_post_to_a_form_that_reaches_the_team_is_answered_with_a_fault_and_what_was_accepted_is_read_back()
    {
        await using var register = await TestRegister.StartAsync();
        var faults = new List<string>();
        var visitor = register.Visitor();
        foreach (var path in new[] { "/contact/question?area=staffordshire", "/feedback?area=south-yorkshire", "/easy/feedback?area=sunderland", "/complaints?area=nottinghamshire", "/easy/complaints?area=northamptonshire", "/professional/training?area=staffordshire" })
            await FuzzAsync(visitor, path, readsBack: false, faults, Usual);
        faults.ShouldBeEmpty(string.Join('\n', faults.Take(20)));
        _sent.ShouldNotBeEmpty();
        var kept = (await register.RowsAsync<Sent>("select id, kind, body from referrals_enquiry")).ToDictionary(row => row.Id);
        // an offer to help says nothing but how; spaces and lines around what was typed go
        foreach (var (id, body) in _sent.Where(sent => kept[sent.Id].Kind != "involvement")) Lines(kept[id].Body).ShouldBe(Lines(body.Trim()));
    }

    private async Task<int> FuzzAsync(Visitor visitor, string path, bool readsBack, List<string> faults, IReadOnlyDictionary<string, string>? usual = null)
    {
        var form = await visitor.OpenAsync(path);
        if (form.Find("main form[method=post]") is not IHtmlFormElement element) return 0;
        var action = element.GetAttribute("action") is { Length: > 0 } own ? own : path;
        var names = element.Elements.Select(control => control.GetAttribute("name")).OfType<string>().Where(name => name is not ("__RequestVerificationToken" or "_key")).Distinct(StringComparer.Ordinal).ToList();
        var options = element.QuerySelectorAll("input[type=radio], input[type=checkbox]").Cast<IHtmlInputElement>().Select(box => box.Value).Append("not-an-option").ToList();
        var choices = element.QuerySelectorAll("input[type=radio]").Cast<IHtmlInputElement>().Select(box => box.Name!).ToHashSet(StringComparer.Ordinal);
        var token = element.Elements.First(control => control.GetAttribute("name") == "__RequestVerificationToken").GetAttribute("value")!;
        var accepted = 0;
        for (var post = 0; post < Posts; post++)
        {
            var fields = Fields(names, options, choices, usual).Append(new("__RequestVerificationToken", token)).ToList();
            var answer = await visitor.PostAsync(action, fields);
            if (answer.Status is not (200 or 303 or 400 or 404 or 409 or 422 or 429)) faults.Add($"{path} answers {answer.Status} to {Show(fields)}");
            if (answer.Status == 429) visitor.Register.Clock.Advance(TimeSpan.FromHours(2));
            if (answer.Status == 303 && answer.Location!.Contains("/sent/", StringComparison.Ordinal)) _sent.Add((Guid.Parse(answer.Location.Split('/')[^1]), fields.FirstOrDefault(field => field.Key == "Tell.Body").Value ?? ""));
            if (answer.Status != 303 || !readsBack) continue;
            accepted++;
            faults.AddRange(ReadBack(await visitor.OpenAsync(path), fields).Select(fault => $"{path}: {fault}"));
        }
        return accepted;
    }

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
            yield return $"{given.Key} was typed {Show(typed)} and is shown {Show(shown)}";
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Fields(List<string> names, List<string> options, HashSet<string> choices, IReadOnlyDictionary<string, string>? usual)
    {
        foreach (var name in names)
        {
            if (usual?.GetValueOrDefault(name) is { } filled && _random.Next(4) > 0)
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

    private sealed record Sent(Guid Id, string Kind, string Body);

    private sealed record Kept(string Content, string Typed);
}
