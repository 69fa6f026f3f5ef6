namespace Dsr.Referrals;

/// <summary>Somebody who was on the register before: the way to the earlier entry, for the team.</summary>
internal sealed class EarlierEntryPart(Db db, Viewer viewer) : IPersonPart
{
    public PersonPlace Place => PersonPlace.Aside;

    public int Order => 20;

    public string View => "/Referrals/Triage/EarlierEntry.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken)
        => viewer.IsTeam
            ? await db.FirstAsync<string>(
                """
                select e.reference
                from referrals_person as p
                join referrals_person as e on e.id = p.earlier_id
                where p.id = @Id
                """, new { person.Id }, cancellationToken)
            : null;
}
