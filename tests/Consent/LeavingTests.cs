using System.Collections.Concurrent;
using System.Diagnostics;
using Dsr.Consent.Contracts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Consent;

/// <summary>Security.md T13 and T14: from the acknowledgement of a withdrawal, or from midnight after the last day, no agency sees the person anywhere.</summary>
public sealed class LeavingTests
{
    private const int People = 200;
    private const int Readers = 20;
    private const int Withdrawers = 4;

    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact] // T14: no job runs in a test
    public async Task With_the_scheduler_stopped_every_view_of_an_agency_is_404_at_once_when_the_clock_passes_a_lapse()
    {
        await using var register = await TestRegister.StartAsync();
        var person = await MadeUp.RegisterAsync(register, Today, consentOn: Today.AddDays(-300), rating: "amber");
        var views = register.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null && endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("people/{ref}", StringComparison.Ordinal) && endpoint.RoutePattern.Parameters.Count == 1)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{ref}", person.Reference, StringComparison.Ordinal)).Distinct().ToList();
        views.Count.ShouldBeGreaterThan(15);

        register.Clock.MoveTo(person.EndsOn, new TimeOnly(23, 59));
        var (agency, owner) = (await register.SignInAsync("agency"), await register.SignInAsync("referrer"));
        var open = new List<string>();
        foreach (var view in views)
            if ((await agency.OpenAsync(view)).Status is 200 or 303) open.Add(view);
        open.Count.ShouldBeGreaterThan(8);
        (await owner.OpenAsync("/home")).Text.ShouldContain("Robin Made-Up");

        register.Clock.Advance(TimeSpan.FromMinutes(1));
        var absent = await agency.OpenAsync("/people/" + Dsr.Shared.Reference.Create());
        absent.Status.ShouldBe(404);
        foreach (var view in views)
        {
            // a page that the role never has is refused to everybody alike
            var status = open.Contains(view) ? 404 : (await agency.OpenAsync(view.Replace(person.Reference, Dsr.Shared.Reference.Create(), StringComparison.Ordinal))).Status;
            var answer = await agency.OpenAsync(view);
            answer.Status.ShouldBe(status, view);
            answer.Html.ShouldNotContain("Robin");
            if (open.Contains(view)) (await owner.OpenAsync(view)).Status.ShouldBe(404, view);
        }
        (await owner.OpenAsync("/home")).Text.ShouldNotContain("Robin Made-Up");
    }

    [Fact] // T14, of the list of who owns the entry
    public async Task With_the_scheduler_stopped_the_owners_list_is_without_the_person_at_once_when_the_clock_passes_a_lapse()
    {
        await using var register = await TestRegister.StartAsync();
        var person = (await register.RowsAsync<Owned>(
            """
            select p.reference, p.ends_on
            from consent_person p
            join consent_user u on u.id = p.owner_id
            where u.email = 'referrer@staffordshire.example.com'
            and p.state = 'active'
            and p.withdrawn_at is null
            and p.ends_on > '2026-11-21'
            order by p.ends_on, p.id
            """))[0];
        register.Clock.MoveTo(person.EndsOn, new TimeOnly(23, 59));
        var owner = await register.SignInAsync("referrer");
        (await owner.OpenAsync("/my-people")).Html.ShouldContain(person.Reference);
        register.Clock.Advance(TimeSpan.FromMinutes(1));
        (await owner.OpenAsync("/my-people")).Html.ShouldNotContain(person.Reference);
        (await owner.OpenAsync("/home")).Html.ShouldNotContain(person.Reference);
        (await owner.OpenAsync($"/people/{person.Reference}")).Status.ShouldBe(404);
    }

    private sealed record Owned(string Reference, DateOnly EndsOn);

    [Fact] // T13; issue 4: 200 withdrawals raced by 20 readers
    public async Task No_answer_that_starts_after_a_withdrawal_is_acknowledged_shows_the_person_and_no_queued_mail_goes()
    {
        await using var register = await TestRegister.StartAsync();
        var people = new List<MadeUp>();
        for (var made = 0; made < People; made++) people.Add(await MadeUp.RegisterAsync(register, Today, consentOn: Today.AddDays(-330), rating: "green"));
        // mail about each that waits to be sent
        await register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(async work =>
            {
                foreach (var person in people)
                    await work.ExecuteAsync(
                        """
                        insert into shared_outbox (id, mail_key, person_id, to_address, template, subject, body, queued_at, due_at, state, attempts)
                        values (@Id, @Key, @Person, 'owner@example.com', 'consent-renewal', 'Waiting', 'Waiting', @Now, @Due, 'due', 0)
                        """, new { Id = Guid.CreateVersion7(), Key = "waiting " + person.Id, Person = person.Id, work.Now, Due = work.Now.AddHours(1) });
            });
            return 0;
        });

        var acknowledged = new ConcurrentDictionary<string, long>();
        var looks = new ConcurrentBag<(string Reference, long Start, bool Shown)>();
        using var over = new CancellationTokenSource();
        var lists = 0;
        // a user has a few sessions only: readers of one organisation share one
        Visitor[] signedIn = [await register.SignInAsync("agency"), await register.SignInAsync("referrer")];
        var eyes = Enumerable.Range(0, Readers).Select(reader => signedIn[reader % 2]);
        Visitor[] team = [await register.SignInAsync("member"), await register.SignInAsync("lead")];
        var hands = Enumerable.Range(0, Withdrawers).Select(hand => team[hand % 2]);
        var readers = eyes.Select(async (visitor, reader) =>
        {
            for (var turn = reader; !over.IsCancellationRequested; turn += 7)
            {
                var person = people[turn % People];
                var start = Stopwatch.GetTimestamp();
                if (turn % 5 == 0)
                {
                    using var list = await visitor.Client.GetAsync(new Uri("/home", UriKind.Relative));
                    var html = await list.Content.ReadAsStringAsync();
                    foreach (var each in people) looks.Add((each.Reference, start, html.Contains(each.Reference, StringComparison.Ordinal)));
                    Interlocked.Increment(ref lists);
                    continue;
                }
                using var answer = await visitor.Client.GetAsync(new Uri($"/people/{person.Reference}{(turn % 3 == 0 ? "/authority" : "")}", UriKind.Relative));
                looks.Add((person.Reference, start, (int)answer.StatusCode == 200));
            }
        }).ToList();

        var queue = new ConcurrentQueue<MadeUp>(people);
        var withdrawers = hands.Select(async member =>
        {
            while (queue.TryDequeue(out var person))
            {
                var form = await member.OpenAsync($"/people/{person.Reference}/authority/withdraw");
                var what = await form.Type("Who withdrew consent?", "The person").TypeDate("When?", Today).Choose("By phone").PressAsync("Continue");
                var done = await what.PressAsync("Record withdrawal");
                if (done.Status == 503)
                {
                    // so many at once: not saved is said, and it is tried again
                    queue.Enqueue(person);
                    continue;
                }
                done.Status.ShouldBe(303);
                acknowledged[person.Reference] = Stopwatch.GetTimestamp();
            }
        }).ToList();
        await Task.WhenAll(withdrawers);
        await Task.Delay(200);
        await over.CancelAsync();
        await Task.WhenAll(readers);

        acknowledged.Count.ShouldBe(People);
        looks.Count(look => look.Shown).ShouldBeGreaterThan(20, "the readers saw people while they could");
        lists.ShouldBeGreaterThan(5);
        looks.Where(look => look.Shown && look.Start > acknowledged[look.Reference]).ShouldBeEmpty();

        register.Clock.Advance(TimeSpan.FromHours(2));
        await register.InScopeAsync(services => services.GetRequiredService<SendMail>().RunAsync(CancellationToken.None));
        (await register.RowsAsync<long>("select count(*) from shared_outbox where mail_key like 'waiting %' and state <> 'cancelled'")).Single().ShouldBe(0);
    }
}
