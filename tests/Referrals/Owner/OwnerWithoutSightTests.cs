using Dsr.Consent.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Referrals;

/// <summary>Domain 5.1: an owner's kind of organisation has no more right than any other. Whoever could not see the record is not made its owner, and the page says why and what to do.</summary>
public sealed class OwnerWithoutSightTests
{
    private const string Said = "This person has not agreed to share with that kind of organisation, so the owner could not see the record. Select someone else, or ask the person again about sharing first";

    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public async Task A_referral_is_not_accepted_with_an_owner_who_could_not_see_the_record()
    {
        await using var register = await TestRegister.StartAsync();
        var (referrer, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        var reference = await referrer.SendReferralAsync("Wilhelmina", "Unseen");
        await RefuseAsync(register, (await register.RowsAsync<Guid>("select id from referrals_person where first_name = 'Wilhelmina' and last_name = 'Unseen'")).Single(), "referrer");

        var accept = await member.OpenAsync($"/triage/{reference}/accept");
        accept.Choose("Amber").Type("Why this rating?", "Notice was given").Choose("Wilhelmina").Select("Who will be the owner?", await SignatureAsync(register, "referrer"));
        var told = await accept.PressAsync("Continue");
        told.Status.ShouldBe(422);
        told.Errors.ShouldBe([Said]);
        told.Html.ShouldContain("Notice was given");
        (await register.RowsAsync<string>("select state from referrals_referral where reference = @reference", new { reference })).ShouldBe(["submitted"]);

        var check = await told.Select("Who will be the owner?", await SignatureAsync(register, "member")).PressAsync("Continue");
        (await check.PressAndFollowAsync("Accept referral")).Heading.ShouldBe("Wilhelmina Unseen is on the register");
    }

    [Fact]
    public async Task Nobody_takes_over_a_record_that_they_could_not_see()
    {
        await using var register = await TestRegister.StartAsync();
        var (owner, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        var (reference, _) = await RemovalTests.OwnAsync(register, "amber");
        var id = (await register.RowsAsync<Guid>("select id from referrals_person where reference = @reference", new { reference })).Single();
        await RefuseAsync(register, id, "agency");

        var change = await (await member.OpenAsync($"/people/{reference}/owner/change")).Select("New owner", await SignatureAsync(register, "agency")).Choose("Another reason").PressAsync("Change owner");
        change.Status.ShouldBe(422);
        change.Errors.ShouldBe([Said]);
        var handOver = await (await owner.OpenAsync($"/people/{reference}/owner/hand-over")).Select("New owner", await SignatureAsync(register, "agency")).Choose("Another reason").Type("Handover note", "Moves team").PressAsync("Ask them");
        handOver.Status.ShouldBe(422);
        handOver.Errors.ShouldBe([Said]);
        handOver.Html.ShouldContain("Moves team");

        // the people of one owner go together, or nobody does
        var from = (await register.RowsAsync<Guid>("select owner_id from referrals_person where id = @id", new { id })).Single();
        var reassign = await (await member.OpenAsync($"/owners/{from}/reassign")).Select("New owner", await SignatureAsync(register, "agency")).Type("Why?", "Leaves").PressAsync("Reassign");
        reassign.Errors.ShouldBe(["1 person has not agreed to share with that kind of organisation, so the owner could not see the record. Select someone else, or change the owner on that record first"]);
        (await register.RowsAsync<Guid>("select owner_id from referrals_person where id = @id", new { id })).ShouldBe([from]);
        var done = await reassign.Select("New owner", await SignatureAsync(register, "member")).PressAndFollowAsync("Reassign");
        done.Banner.ShouldContain("a new owner");
    }

    [Fact]
    public async Task An_area_does_not_accept_an_entry_for_an_owner_who_could_not_see_it()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, there) = (await register.SignInAsync("member"), await register.SignInAsync("member", "sunderland"));
        var (reference, name) = await RemovalTests.OwnAsync(register, "amber");
        await (await member.OpenAsync($"/people/{reference}/transfer")).Select("Which area?", "Sunderland").TypeDate("When do they move", Today.AddDays(20)).Type("Why are they moving?", "Nearer family.").Choose("A best interests decision")
            .TypeDate("When was that agreed?", Today).Type("What should the other team know first?", "Needs a quiet room.").PressAndFollowAsync("Ask the other area");
        await RefuseAsync(register, (await register.RowsAsync<Guid>("select id from referrals_person where reference = @reference", new { reference })).Single(), "referrer", "sunderland");

        var decide = (await there.OpenAsync((await there.OpenAsync("/requests/transfers")).LinkTo(name))).Choose("Accept").Select("Local authority", "Sunderland");
        (await decide.Select("Who will be the owner?", await SignatureAsync(register, "referrer", "sunderland")).PressAsync("Save decision")).Errors.ShouldBe([Said]);
        (await member.OpenAsync($"/people/{reference}")).Status.ShouldBe(200);
    }

    /// <summary>The person says no to the kind of organisation that somebody works for.</summary>
    private static async Task RefuseAsync(TestRegister register, Guid person, string who, string area = "staffordshire")
    {
        var kind = (await register.RowsAsync<string>(
            """
            select o.kind
            from referrals_organisation o
            join referrals_user u on u.organisation_id = o.organisation_id and u.area = o.area
            where u.email = @email
            """, new { email = $"{who}@{area}.example.com" })).Single();
        await register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.PublishAsync(new SharingDecided(person, kind, false, Today, "Test", work.Now)));
            return 0;
        });
    }

    private static async Task<string> SignatureAsync(TestRegister register, string who, string area = "staffordshire")
        => (await register.RowsAsync<string>("select name || ', ' || organisation_name from referrals_user where email = @email", new { email = $"{who}@{area}.example.com" })).Single();
}
