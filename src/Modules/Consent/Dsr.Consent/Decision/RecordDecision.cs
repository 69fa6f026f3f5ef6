using Dsr.Consent.Contracts;

namespace Dsr.Consent;

/// <summary>The act behind every page that records an authority: the first, one after a withdrawal or lapse, a renewal.</summary>
internal static class RecordDecision
{
    private const string InsertDecision =
        """
        insert into consent_decision (
          id, person_id, place, kind, act, decided_on, ends_on, age_on_day, decided_by, how_given, given_to_help, may_be_told,
          notice_version, ordinary_residence, recorded_by, recorded_by_signature, recorded_at)
        values (
          @Id, @PersonId, @Place, @Kind, @Act, @DecidedOn, @EndsOn, @Age, @DecidedBy, @HowGiven, @GivenToHelp, @MayBeTold,
          @NoticeVersion, @OrdinaryResidence, @RecordedBy, @Signature, @Now)
        """;

    private const string InsertEvidence =
        """
        insert into consent_evidence (decision_id, place, question, answer)
        values (@Id, @Place, @Question, @Answer)
        """;

    private const string EndAssessment =
        """
        update consent_assessment
        set state = 'done', outcome = 'lacks-capacity', decision_id = @decision, done_by_signature = @Signature, done_at = @Now
        where id = @assessment
        and state = 'open'
        """;

    private const string MakeCurrent =
        """
        update consent_person
        set decision_id = @Id, kind = @Kind, decided_on = @DecidedOn, ends_on = @EndsOn, withdrawn_at = null, differs_at = null, version = version + 1
        where id = @PersonId
        and version = @version
        """;

    /// <summary>Answers what happened, in the words of the banner.</summary>
    public static async Task<string> ActAsync(Work work, DecisionForm form, DecisionFacts facts, int version, Viewer viewer)
    {
        await ReplyRow.EndAsync(work, facts.PersonId, null, viewer);
        if (DecisionRules.AnswersDiffer(form, facts.Kind!))
        {
            await Difference.ActAsync(work, new(facts.PersonId, facts.Area, version, facts.State.InForce), form.DecidedBy.Trim(), facts.FirstName, $"{form.Evidence.Trim()} {facts.FirstName}: {form.ChildsView.Trim()}", viewer);
            return "Their answers differ. Nothing counts until that is settled.";
        }

        var (kind, on, id) = (facts.Kind!, form.DecidedOn!.Value, Ids.New(work.Now));
        var renewed = facts.State.InForce;
        var given = facts.Assessment?.Answers.InformationGiven ?? form.GivenToHelp;
        var decision = new
        {
            Id = id,
            facts.PersonId,
            Place = facts.Version + 1,
            Kind = kind.Key,
            Act = renewed ? "renewed" : "recorded",
            DecidedOn = on,
            EndsOn = AuthorityPeriod.EndsOn(kind.Key, on, facts.BornOn, facts.Rules),
            Age = Anniversary.Age(facts.BornOn, on),
            DecidedBy = kind.Key is "own-consent" or "gillick" ? facts.FirstName : form.DecidedBy.Trim(),
            HowGiven = DecisionWords.Of(DecisionWords.HowGiven, form.HowGiven),
            GivenToHelp = DecisionWords.Of(DecisionWords.GivenToHelp, given),
            MayBeTold = DecisionWords.Of(DecisionWords.MayBeTold, form.MayBeTold),
            NoticeVersion = given.Contains(DecisionWords.Notice) ? facts.NoticeVersion : null,
            OrdinaryResidence = facts.Rules.IsStatutory(on) ? form.OrdinaryResidence.Trim() : null,
            RecordedBy = viewer.UserId,
            viewer.Signature,
            work.Now,
        };
        await work.ExecuteAsync(InsertDecision, decision);
        var place = 0;
        foreach (var (question, answer) in DecisionRules.EvidenceOf(form, facts))
            await work.ExecuteAsync(InsertEvidence, new { Id = id, Place = ++place, Question = question, Answer = answer });
        await work.ChangeAsync(MakeCurrent, new { decision.Id, decision.Kind, decision.DecidedOn, decision.EndsOn, decision.PersonId, version });

        foreach (var (key, _) in DecisionWords.MayBeTold) await SharingRow.KeepAsync(work, facts.PersonId, key, form.MayBeTold.Contains(key), on, decision.DecidedBy, form.Evidence.Trim(), viewer);
        await TaskList.EndAsync(work, facts.PersonId, TaskList.Differ, viewer.Signature);
        await TaskList.EndAsync(work, facts.PersonId, TaskList.Override, viewer.Signature);
        // what was decided counts now, and says who sees the record
        await work.ExecuteAsync("update consent_override set ended_at = @Now, ended_by_signature = @Signature where person_id = @PersonId and ended_at is null", new { work.Now, viewer.Signature, facts.PersonId });
        if (facts.Assessment is { } assessment) await work.ChangeAsync(EndAssessment, new { decision = id, viewer.Signature, work.Now, assessment = assessment.Row.Id });

        await work.PublishAsync(renewed
            ? new AuthorityRenewed(id, facts.PersonId, kind.Key, on, decision.EndsOn, viewer.Signature, work.Now)
            : new AuthorityRecorded(id, facts.PersonId, kind.Key, on, decision.EndsOn, viewer.Signature, work.Now));
        return renewed ? "Decision renewed." : "Decision recorded.";
    }

    /// <summary>What stands now, for whoever lost a race.</summary>
    public static LostChange Changed(DecisionFacts now)
        => new(
            "Decision",
            now.State.Differs ? "Answers differ" : now.State.IsWithdrawn ? $"Withdrawn on {Words.Date(now.WithdrawnOn!.Value)}" : $"{DecisionWords.Kind(now.State.Kind, now.Rules)}{(now.LastDecidedOn is { } on ? ", decided on " + Words.Date(on) : "")}",
            now.Kind!.Words);
}
