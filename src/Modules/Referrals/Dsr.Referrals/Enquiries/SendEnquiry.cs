using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Dsr.Referrals;

/// <summary>Sends to the team what a public form told, or holds it back until somebody of the team has read it. Whoever sent it is answered the same.</summary>
internal sealed class SendEnquiry(IDataProtectionProvider protection, Viewer viewer, TimeProvider clock)
{
    private const string Insert =
        """
        insert into referrals_enquiry (id, reference, area, kind, state, sent_at, acknowledge_by_on, answer_by_on, name, organisation, reply, contact, body, wants, about, easy, sent_by, held_why, version)
        values (@id, @reference, @Key, @Kind, @state, @Now, @acknowledgeByOn, @answerByOn, @Name, @Organisation, @Reply, @Contact, @Body, @Wants, @About, @easy, @sentBy, @heldWhy, 1)
        """;

    private const string Team =
        """
        select user_id, name, email, organisation_id, organisation_name
        from referrals_user
        where area = @Area
        and active = 1
        and role in ('team-member', 'team-lead')
        order by user_id
        limit 100
        """;

    private readonly IDataProtector _protector = protection.CreateProtector("referrals.public-form");

    /// <summary>When a form was shown, as the form carries it.</summary>
    public string Stamp() => _protector.Protect(clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <returns>The address that says what happens next.</returns>
    public async Task<string> ActAsync(Work work, Area area, Told told, string? stamp, bool trapped, bool easy)
    {
        var (id, rules) = (Ids.New(work.Now), EnquiryRules.Of(area));
        var why = viewer.IsSomebody ? [] : SelfSpam.Reasons(trapped, Took(stamp, work.Now), [told.Body, told.Wants, told.About, told.Name], await ManyTodayAsync(work, area));
        await work.ExecuteAsync(Insert, new
        {
            id, reference = Reference.Create(), area.Key, told.Kind, state = why.Count == 0 ? "open" : "held", work.Now,
            acknowledgeByOn = told.Kind == "complaint" ? rules.ComplaintAcknowledged.DueOn(work.Now) : (DateOnly?)null, answerByOn = rules.Clock(told.Kind)!.DueOn(work.Now),
            told.Name, told.Organisation, told.Reply, told.Contact, told.Body, told.Wants, told.About, easy, sentBy = viewer.IsSomebody ? viewer.UserId : (Guid?)null, heldWhy = why.Count == 0 ? null : string.Join("\n", why),
        });
        var sent = (await work.FirstAsync<Enquiry>(Enquiry.Select + "where id = @id", new { id }))!;
        if (why.Count == 0) await TellTeamAsync(work, sent);
        await work.AuditAsync(why.Count == 0 ? "EnquirySent" : "EnquiryHeld", id);
        return Links.EnquirySent(id, easy);
    }

    /// <summary>The team's inbox, and a mail to each of the team that names nobody.</summary>
    public static async Task TellTeamAsync(Work work, Enquiry sent)
    {
        await Inbox.AddAsync(work, sent.Area, null, null, "enquiry", sent.Sender, $"{sent.KindWords} sent: answer by {Words.Date(sent.AnswerByOn)}");
        foreach (var user in await work.QueryAsync<Owner>(Team, new { sent.Area }))
            await work.MailAsync(new Mail($"enquiry {sent.Id} {user.UserId}", user.Email, "enquiry-received", new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["name"] = user.Name, ["what"] = Enquiry.Kinds.First(known => known.Key == sent.Kind).What, ["date"] = Words.Date(sent.AnswerByOn), ["path"] = Links.Enquiry(sent.Id),
            }));
    }

    // a form that does not say when it was shown did not come from the page
    private TimeSpan Took(string? stamp, DateTimeOffset now)
    {
        try
        {
            return string.IsNullOrEmpty(stamp) ? TimeSpan.Zero : now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(_protector.Unprotect(stamp), CultureInfo.InvariantCulture));
        }
        catch (CryptographicException)
        {
            return TimeSpan.Zero;
        }
    }

    private static async Task<bool> ManyTodayAsync(Work work, Area area)
        => await work.FirstAsync<long>("select count(*) from (select 1 from referrals_enquiry where area = @Key and sent_at > @since limit @Most) as t", new { area.Key, since = work.Now.AddDays(-1), Most = SelfStartPage.MostADay }) >= SelfStartPage.MostADay;
}
