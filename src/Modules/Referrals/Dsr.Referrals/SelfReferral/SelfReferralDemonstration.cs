namespace Dsr.Referrals;

/// <summary>Made-up self-referrals in each area: a parent's and a carer's that wait for the team, and one that is held back.</summary>
internal sealed class SelfReferralDemonstration(Db db, TimeProvider clock) : IDemonstration
{
    public int Order => 27;

    public Task LoadAsync(Area area, CancellationToken cancellationToken)
        => db.WriteAsync(async work =>
        {
            await AddAsync(work, area, 3, null, new()
            {
                ["safe"] = "yes", ["who"] = SelfAnswers.MyChild, ["your-name"] = "Lesley Marsh", ["your-relation"] = "I am their mother", ["contact"] = "phone", ["phone"] = "01632 960 010", ["times"] = "after 4pm",
                ["message-safe"] = "yes", ["needs"] = "easy-read", ["first-name"] = "Rowan", ["last-name"] = "Marsh", ["born"] = "2013-06-04", ["nhs"] = "not-sure", ["home"] = "address", ["address-1"] = "4 Example Close",
                ["town"] = "Example Town", ["gp"] = "do-not-know", ["diagnosis"] = "waiting", ["now"] = "Rowan has stopped going to school and shouts every night. We cannot go on like this.", ["true"] = "none",
                ["helped"] = "A quiet room, and the dog", ["would-help"] = "Someone who understands autism", ["responsibility"] = "yes", ["parent-agrees"] = "yes", ["childs-view"] = "Rowan says: I want people to stop asking me things",
            });
            await AddAsync(work, area, 1, null, new()
            {
                ["safe"] = "yes", ["who"] = "someone-i-care-for", ["your-name"] = "Pat Gillow", ["your-relation"] = "I am her brother and look after her", ["contact"] = "letter", ["letter"] = "9 Example Street", ["message-safe"] = "no",
                ["safe-notes"] = "Only talk to me", ["needs"] = "none", ["first-name"] = "Alex", ["last-name"] = "Gillow", ["born"] = "1991-10-12", ["nhs"] = "no", ["home"] = "no-fixed-address", ["gp"] = "none",
                ["diagnosis"] = "learning-disability", ["now"] = "Alex has to leave the flat at the end of the month and is very frightened.", ["true"] = "none", ["helper"] = "find", ["said-yes"] = "yes", ["reach-them"] = "07700 900 982",
            });
            await AddAsync(work, area, 0, "It was filled in faster than a person can\nIt holds several web addresses", new()
            {
                ["safe"] = "yes", ["who"] = SelfAnswers.Myself, ["contact"] = "phone", ["phone"] = "01632 960 999", ["message-safe"] = "yes", ["needs"] = "none", ["first-name"] = "Best", ["last-name"] = "Prices", ["born"] = "2000-01-01",
                ["nhs"] = "no", ["home"] = "do-not-know", ["gp"] = "do-not-know", ["diagnosis"] = "do-not-know", ["now"] = "Visit http://one.example.com and http://two.example.com and http://three.example.com today", ["true"] = "none", ["agree"] = "yes",
            });
        }, cancellationToken);

    private async Task AddAsync(Work work, Area area, int daysAgo, string? heldWhy, Dictionary<string, string> given)
    {
        var at = London.At(clock.Today().AddDays(-daysAgo), new TimeOnly(8, 15));
        // an area that needs no helper did not ask for one
        if (area.Section<PublicArea>("public").SelfReferral.Rule != PublicArea.SelfReferralKind.WithHelper) given.Remove("helper");
        var answers = SelfAnswers.Empty.With(given.Append(new("equality", "no")).Select(each => KeyValuePair.Create(each.Key, new[] { each.Value })));
        var draft = new SelfDraft(
            Ids.New(work.Now), Reference.Create(), area.Key, heldWhy is null ? "sent" : "held", answers.Content, false, false, false, at.AddMinutes(-14), at.LondonDate().AddDays(7),
            null, false, null, null, 0, at, heldWhy, null, 1);
        Guid? referralId = heldWhy is null ? await SendSelfReferral.ActAsync(work, draft, answers, area, at) : null;
        await work.ExecuteAsync(
            """
            insert into referrals_self_draft (
              id, reference, area, holder, state, content, easy, in_crisis, trapped, started_at, expires_on, email_confirmed, code_tries, sent_at, held_why, referral_id, version)
            values (@Id, @Reference, @Area, @holder, @State, @Content, @Easy, @InCrisis, @Trapped, @StartedAt, @ExpiresOn, 0, 0, @SentAt, @HeldWhy, @referralId, 1)
            """, new
            {
                draft.Id, draft.Reference, draft.Area, holder = SelfSecret.HashOf(SelfSecret.Create()), draft.State, draft.Content, draft.Easy, draft.InCrisis, draft.Trapped, draft.StartedAt, draft.ExpiresOn,
                draft.SentAt, draft.HeldWhy, referralId,
            });
    }
}
