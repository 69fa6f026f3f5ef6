using AngleSharp.Html.Dom;

namespace Dsr.Tests.Reliability;

/// <summary>security.md R21: a double click, a reload, a proxy that tries again.</summary>
public sealed class SameFormTests
{
    [Fact]
    public async Task The_same_form_posted_20_times_at_once_is_saved_once_and_all_are_answered_alike()
    {
        await using var register = await TestRegister.StartAsync();
        var person = await MadeUp.RegisterAsync(register, new(2026, 11, 21), consentOn: new(2026, 10, 1), "amber");
        var referrer = await register.SignInAsync("referrer");
        var form = await referrer.OpenAsync($"/people/{person.Reference}/updates/add");
        form.Type("What has changed?", "Posted twenty times").Choose("Same", "Is the risk of going into hospital").Choose("Other professionals");
        var fields = form.Fields((IHtmlFormElement)form.Find("main form")!).ToList();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => referrer.PostAsync(form.Path, fields))));
        answers.Select(answer => (answer.Status, answer.Location)).Distinct().ShouldBe([(303, $"/people/{person.Reference}/updates")]);
        (await referrer.PostAsync(form.Path, fields)).Location.ShouldBe($"/people/{person.Reference}/updates");

        (await register.RowsAsync<long>("select count(*) from referrals_update where person_id = @Id", new { person.Id })).ShouldBe([1]);
        (await register.RowsAsync<long>("select count(*) from referrals_event where person_id = @Id and kind = 'update'", new { person.Id })).ShouldBe([1]);
        (await register.RowsAsync<long>("select count(*) from referrals_inbox where person_id = @Id and kind = 'update'", new { person.Id })).ShouldBe([1]);
        (await register.RowsAsync<long>("select count(*) from shared_audit where person_id = @Id and action = 'UpdateAdded'", new { person.Id })).ShouldBe([1]);
    }
}
