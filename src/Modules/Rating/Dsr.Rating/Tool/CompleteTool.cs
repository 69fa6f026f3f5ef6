using System.Text.Json;
using Dsr.Rating.Contracts;

namespace Dsr.Rating;

/// <summary>The act behind both pages of the tool: the answers are kept with the version they were given to.</summary>
internal static class CompleteToolAct
{
    private const string Insert =
        """
        insert into rating_assessment (
          id, person_id, tool_version_id, tool, tool_version, tool_name, answers, picked, suggested, suggested_why, proposed, difference_reason, discussed_with, discussed_on,
          completed_by, completed_by_signature, completed_at)
        values (
          @Id, @PersonId, @VersionId, @Tool, @ToolVersion, @ToolName, @Answers, @Picked, @Suggested, @Why, @Proposed, @Difference, @With, @DiscussedOn,
          @By, @Signature, @Now)
        """;

    private const string InsertAdmission =
        """
        insert into rating_admission (id, person_id, hospital, admitted_on, legal_status, planned, review_before, known_before, recorded_by_signature, recorded_at)
        select @Id, @PersonId, @Hospital, @AdmittedOn, @LegalStatus, 'Not known', 'Not known', 0, @Signature, @Now
        where not exists (select 1 from rating_admission where person_id = @PersonId and discharged_on is null)
        """;

    public static async Task ActAsync(Work work, ToolForm form, ToolFacts facts, Viewer viewer)
    {
        var id = Ids.New(work.Now);
        var suggestion = form.Suggested(facts.Tool, facts.Today);
        var discussed = form.DiscussedWith.Intersect(ToolForm.Groups, StringComparer.Ordinal).ToList();
        await work.ExecuteAsync(Insert, new
        {
            Id = id,
            facts.PersonId,
            VersionId = await ToolShelf.KeepAsync(work, facts.Area, facts.Tool),
            Tool = facts.Tool.Key,
            ToolVersion = facts.Tool.Version,
            ToolName = facts.Tool.Name,
            Answers = JsonSerializer.Serialize(form.Kept(facts.Tool)),
            Picked = form.Meaning,
            Suggested = suggestion.Rating,
            suggestion.Why,
            form.Proposed,
            Difference = form.Proposed == suggestion.Rating ? null : form.Difference.Trim(),
            With = ToolRules.With(discussed, facts.FirstName),
            DiscussedOn = discussed.Count == 0 ? null : form.DiscussedOn,
            By = viewer.UserId,
            viewer.Signature,
            work.Now,
        });
        // a draft that says "in hospital now" keeps the admission, so that acceptance at blue knows it; on the register an admission is its own act
        if (form.Meaning == "blue" && facts.Rating is null)
            await work.ExecuteAsync(InsertAdmission, new { Id = Ids.New(work.Now), facts.PersonId, Hospital = form.Hospital.Trim(), form.AdmittedOn, LegalStatus = RatingWords.Of(RatingWords.LegalStatus, form.LegalStatus), viewer.Signature, work.Now });
        await work.PublishAsync(new ToolCompleted(id, facts.PersonId, facts.Tool.Key, facts.Tool.Version, suggestion.Rating, form.Proposed, viewer.UserId, work.Now));
    }
}

/// <summary>A page with the tool, for the partial view that shows it.</summary>
internal interface IToolPage
{
    ToolForm Tool { get; }

    ToolFacts Facts { get; }

    /// <summary>True when the answers are in and the suggestion is shown.</summary>
    bool Suggests { get; }
}
