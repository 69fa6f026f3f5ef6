namespace Dsr.Referrals;

/// <summary>Made-up enquiries in each area: a question, a complaint, an offer to help, one that is held back, and a training request where the area takes them.</summary>
internal sealed class EnquiryDemonstration(Db db, TimeProvider clock) : IDemonstration
{
    public int Order => 29;

    public Task LoadAsync(Area area, CancellationToken cancellationToken)
        => db.WriteAsync(async work =>
        {
            await AddAsync(work, area, 1, null, new("question", "Jo Lindley", "", "email", "jo.lindley@example.com", "Can my son stay on the register when he moves to college?"));
            await AddAsync(work, area, 2, null, new("complaint", "Morgan Thorne", "", "phone", "01632 960 021", "Nobody told us what the meeting said about my sister.", "Ring us after each meeting.", "Lou Thorne. They agree that somebody complains for them"));
            await AddAsync(work, area, 4, null, new("involvement", "Kit Hollis", "", "phone", "01632 960 022", "", EnquiryRules.Of(area).WaysToHelp[0]));
            await AddAsync(work, area, 0, "It was filled in faster than a person can\nIt holds several web addresses", new("feedback", "", "", "none", "", "Visit http://one.example.com and http://two.example.com and http://three.example.com today"));
            if (area.Section<PublicArea>("public").TrainingRequests)
                await AddAsync(work, area, 3, null, new("training", "Ash Penrose", "Example House Care", "email", "ash.penrose@example.com", "How to add an update. Mornings would suit us.", "People: 8"));
        }, cancellationToken);

    private Task<int> AddAsync(Work work, Area area, int daysAgo, string? heldWhy, Told told)
    {
        var (at, rules) = (London.At(clock.Today().AddDays(-daysAgo), new TimeOnly(8, 40)), EnquiryRules.Of(area));
        return work.ExecuteAsync(
            """
            insert into referrals_enquiry (id, reference, area, kind, state, sent_at, acknowledge_by_on, answer_by_on, name, organisation, reply, contact, body, wants, about, easy, held_why, version)
            values (@id, @reference, @Key, @Kind, @state, @at, @acknowledgeByOn, @answerByOn, @Name, @Organisation, @Reply, @Contact, @Body, @Wants, @About, 0, @heldWhy, 1)
            """, new
            {
                id = Ids.New(work.Now), reference = Reference.Create(), area.Key, told.Kind, state = heldWhy is null ? "open" : "held", at, acknowledgeByOn = told.Kind == "complaint" ? rules.ComplaintAcknowledged.DueOn(at) : (DateOnly?)null,
                answerByOn = rules.Clock(told.Kind)!.DueOn(at), told.Name, told.Organisation, told.Reply, told.Contact, told.Body, told.Wants, told.About, heldWhy,
            });
    }
}
