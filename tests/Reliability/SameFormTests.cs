using AngleSharp.Html.Dom;

namespace Dsr.Tests.Reliability;

/// <summary>security.md R21: a double click, a reload, a proxy that tries again.</summary>
public sealed class SameFormTests
{
    [Fact]
    public async Task The_same_form_posted_20_times_at_once_is_saved_once_and_all_are_answered_alike()
    {
        await using var register = await TestRegister.StartAsync();
        var person = (await register.RowsAsync<Person>(
            """
            select p.id, p.reference
            from referrals_person p
            join referrals_link l on l.person_id = p.id and l.kind = 'owner'
            join referrals_user u on u.user_id = l.user_id
            where u.email = 'referrer@staffordshire.example.com'
            and p.state = 'active'
            and p.withdrawn_at is null
            and p.authority_ends_on > '2026-11-21'
            order by p.reference
            limit 1
            """)).Single();
        register.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = new { person.Id, At = register.Clock.GetUtcNow() };
        var referrer = await register.SignInAsync("referrer");
        var form = await referrer.OpenAsync($"/people/{person.Reference}/updates/add");
        form.Type("What has changed?", "Posted twenty times").Choose("Same", "Is the risk of going into hospital").Choose("Other professionals");
        var fields = form.Fields((IHtmlFormElement)form.Find("main form")!).ToList();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => referrer.PostAsync(form.Path, fields))));
        answers.Select(answer => (answer.Status, answer.Location)).Distinct().ShouldBe([(303, $"/people/{person.Reference}/updates")]);
        (await referrer.PostAsync(form.Path, fields)).Location.ShouldBe($"/people/{person.Reference}/updates");

        foreach (var (rows, of) in new[] { ("referrals_update", "added_at >= @At"), ("referrals_event", "kind = 'update' and at >= @At"), ("referrals_inbox", "kind = 'update' and at >= @At"), ("shared_audit", "action = 'UpdateAdded' and at >= @At") })
            (await register.RowsAsync<long>($"select count(*) from {rows} where person_id = @Id and {of}", since)).ShouldBe([1], rows);
    }

    private sealed record Person(Guid Id, string Reference);
}
