using Dsr.Consent.Contracts;

namespace Dsr.Consent;

/// <summary>The act of recording what was decided about one C(E)TR.</summary>
internal static class RecordCetr
{
    private const string Answer =
        """
        update consent_cetr
        set answer = @Answer, kind = @Kind, decided_on = @DecidedOn, decided_by = @DecidedBy, how_given = @HowGiven, given_to_help = @GivenToHelp, may_be_told = @MayBeTold,
          notice_version = @NoticeVersion, age_on_day = @Age, recorded_by_signature = @Signature, recorded_at = @Now
        where id = @Id
        and answer is null
        """;

    private const string Evidence =
        """
        insert into consent_cetr_evidence (cetr_id, place, question, answer)
        values (@Id, @Place, @Question, @Answer)
        """;

    private const string EndAssessment =
        """
        update consent_assessment
        set state = 'done', outcome = 'lacks-capacity', done_by_signature = @Signature, done_at = @Now
        where id = @assessment
        and state = 'open'
        """;

    /// <summary>Agreed: by the person, or by who lawfully decides for them at their age.</summary>
    public static async Task AgreeAsync(Work work, DecisionForm form, DecisionFacts facts, Viewer viewer)
    {
        var (cetr, on, kind) = (facts.Cetr!, form.DecidedOn!.Value, facts.Kind!);
        var given = facts.Assessment?.Answers.InformationGiven ?? form.GivenToHelp;
        await work.ChangeAsync(Answer, new
        {
            cetr.Id,
            Answer = "yes",
            Kind = kind.Key,
            DecidedOn = on,
            DecidedBy = kind.Key is "own-consent" or "gillick" ? facts.FirstName : form.DecidedBy.Trim(),
            HowGiven = DecisionWords.Of(DecisionWords.HowGiven, form.HowGiven),
            GivenToHelp = DecisionWords.Of(DecisionWords.GivenToHelp, given),
            MayBeTold = DecisionWords.Of(DecisionWords.MayBeTold, form.MayBeTold),
            NoticeVersion = given.Contains(DecisionWords.Notice) ? facts.NoticeVersion : null,
            Age = Anniversary.Age(facts.BornOn, on),
            viewer.Signature,
            work.Now,
        });
        var place = 0;
        foreach (var (question, answer) in DecisionRules.EvidenceOf(form, facts)) await work.ExecuteAsync(Evidence, new { cetr.Id, Place = ++place, Question = question, Answer = answer });
        await ReplyRow.EndAsync(work, facts.PersonId, cetr.Id, viewer);
        if (facts.Assessment is { } assessment) await work.ChangeAsync(EndAssessment, new { viewer.Signature, work.Now, assessment = assessment.Row.Id });
        await work.PublishAsync(new CetrConsentRecorded(cetr.Id, facts.PersonId, cetr.Name, cetr.Review, true, on, viewer.Signature, work.Now));
    }

    /// <summary>Refused.</summary>
    public static async Task RefuseAsync(Work work, RefusalForm form, Offered facts, Viewer viewer, string? signedAs = null)
    {
        var (cetr, on, signature) = (facts.Cetr, form.DecidedOn!.Value, signedAs ?? viewer.Signature);
        await work.ChangeAsync(Answer, new
        {
            cetr.Id, Answer = "no", Kind = (string?)null, DecidedOn = on, DecidedBy = form.SaidBy.Trim(), HowGiven = (string?)null, GivenToHelp = (string?)null, MayBeTold = (string?)null,
            NoticeVersion = (string?)null, Age = Anniversary.Age(facts.BornOn, on), Signature = signature, work.Now,
        });
        await Refusal.KeepAsync(work, form, facts.PersonId, cetr.Id, signature);
        await work.PublishAsync(new CetrConsentRecorded(cetr.Id, facts.PersonId, cetr.Name, cetr.Review, false, on, signature, work.Now));
    }

    /// <summary>A C(E)TR and to whom it was offered.</summary>
    public sealed record Offered(Guid PersonId, DateOnly BornOn, CetrRow Cetr);
}
