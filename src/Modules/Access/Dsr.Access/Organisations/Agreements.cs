using Dsr.Access.Contracts;

namespace Dsr.Access;

/// <summary>Organisations and their information sharing agreements: the acts that pages, verbs and the demonstration share.</summary>
internal static class Agreements
{
    public static async Task<Guid> AddOrganisationAsync(Work work, string area, string kind, string name)
    {
        var id = Ids.New(work.Now);
        await work.ExecuteAsync(
            """
            insert into access_organisation (id, area, kind, name, version)
            values (@id, @area, @kind, @name, 1)
            """, new { id, area, kind, name });
        return id;
    }

    /// <summary>The organisation signed: a new agreement is its present one, and everybody hears of it.</summary>
    public static async Task SignAsync(Work work, Guid organisationId, DateOnly fromOn, DateOnly? endsOn)
    {
        var id = Ids.New(work.Now);
        await work.ExecuteAsync(
            """
            insert into access_agreement (id, organisation_id, from_on, ends_on)
            values (@id, @organisationId, @fromOn, @endsOn)
            """, new { id, organisationId, fromOn, endsOn });
        await work.ExecuteAsync("update access_organisation set agreement_id = @id where id = @organisationId", new { id, organisationId });
        var organisation = await work.FirstAsync<Organisation>("select name, kind, area from access_organisation where id = @organisationId", new { organisationId });
        await work.PublishAsync(new OrganisationJoinedAgreement(organisationId, organisation!.Name, organisation.Kind, organisation.Area, fromOn, endsOn));
    }

    /// <summary>The agreement ends now: at the next request its users see nobody.</summary>
    public static async Task EndAsync(Work work, Guid organisationId)
    {
        await work.ExecuteAsync(
            """
            update access_agreement
            set ended_at = @Now
            where ended_at is null and id = (select agreement_id from access_organisation where id = @organisationId)
            """, new { work.Now, organisationId });
        var organisation = await work.FirstAsync<Organisation>("select name, kind, area from access_organisation where id = @organisationId", new { organisationId });
        await work.PublishAsync(new OrganisationLeftAgreement(organisationId, organisation!.Area, work.Now.LondonDate()));
    }

    private sealed record Organisation(string Name, string Kind, string Area);
}
