using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>Who a draft is for, put right. Tells nothing about the register, and nobody but Consent and Rating, which record for the person.</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftPersonPage(Drafts drafts, Db db, Viewer viewer) : PageModel, ILoads
{
    [BindProperty]
    public WhoForm Who { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        var draft = drafts.Draft;
        if (HttpMethods.IsGet(Request.Method))
        {
            Who = new WhoForm { KnowsNumber = draft.NhsNumber is null ? "no" : "yes", NhsNumber = Words.NhsNumber(draft.NhsNumber ?? ""), FirstName = draft.FirstName, LastName = draft.LastName, BornOn = draft.BornOn };
            Version = draft.Version;
        }
        else if (Response.StatusCode == StatusCodes.Status409Conflict) Version = draft.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = this.RouteId();
        return this.SeeOther(await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(
                """
                update referrals_referral
                set version = version + 1
                where id = @id
                and version = @Version
                and started_by = @UserId
                and state = 'draft'
                """, new { id, Version, viewer.UserId });
            var personId = await work.FirstAsync<Guid>("select person_id from referrals_referral where id = @id", new { id });
            await work.ExecuteAsync(
                """
                update referrals_person
                set first_name = @FirstName, last_name = @LastName, name_key = @NameKey, last_name_key = @LastNameKey, sounds_like = @SoundsLike, born_on = @BornOn, nhs_number = @Number, version = version + 1
                where id = @personId
                and state = 'candidate'
                """, new
                {
                    personId, FirstName = Who.FirstName.Trim(), LastName = Who.LastName.Trim(), Who.BornOn, Who.Number,
                    NameKey = NameKey.Of(Who.FirstName + Who.LastName), LastNameKey = NameKey.Of(Who.LastName), SoundsLike = SoundsLike.Of(Who.LastName),
                });
            await work.PublishAsync(new ReferralStarted(id, personId, viewer.Area, Who.FirstName.Trim(), Who.LastName.Trim(), Who.BornOn!.Value, viewer.UserId));
            return Request.Query["return"] == "check" ? Links.Draft(id, "check") : Links.Draft(id);
        }, cancellationToken));
    }
}
