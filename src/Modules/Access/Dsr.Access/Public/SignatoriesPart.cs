namespace Dsr.Access;

/// <summary>The organisations whose agreement is in force today, for anyone.</summary>
internal sealed class SignatoriesPart(Db db, TimeProvider clock) : IPublicPart
{
    private const string Signed =
        """
        select o.name
        from access_organisation o
        where o.area = @area
          and exists (select 1 from access_agreement a where a.organisation_id = o.id and a.from_on <= @today and (a.ends_on is null or a.ends_on >= @today) and a.ended_at is null)
        order by o.name
        limit 200
        """;

    public string Page => "about";

    public int Order => 20;

    public string View => "/Access/Public/Signatories.cshtml";

    public async Task<object?> LoadAsync(Area area, CancellationToken cancellationToken)
        => await db.QueryAsync<string>(Signed, new { area = area.Key, today = clock.Today() }, cancellationToken);
}
