using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>Made-up referrals to keyworking in each area: one that was made, one on the waiting list and one with a keyworker.</summary>
internal sealed class KeyworkingDemonstration(Db db, TimeProvider clock) : IDemonstration
{
    public int Order => 28;

    public Task LoadAsync(Area area, CancellationToken cancellationToken)
        => KeyworkingRules.Services(area) is not [var service, ..] ? Task.CompletedTask : db.WriteAsync(async work =>
        {
            var today = clock.Today();
            var young = await work.QueryAsync<Person>(
                """
                select p.id, p.born_on, u.user_id, u.name, u.organisation_name
                from referrals_person as p
                join referrals_user as u on u.user_id = p.owner_id
                where p.area = @Key
                and p.state = 'active'
                and p.born_on > @tooOld
                and p.authority_ends_on >= @today
                and p.withdrawn_at is null
                and u.email like 'referrer2@%'
                order by p.born_on desc, p.id
                limit 3
                """, new { area.Key, tooOld = KeyworkingRules.TooOldBornOn(today.AddYears(1), area), today });
            foreach (var (person, (state, days)) in young.Zip([("allocated", 60), ("waiting", 30), ("referred", 4)]))
            {
                var isChild = Anniversary.Age(person.BornOn, today) < 16;
                var (id, kind, signature) = (Ids.New(work.Now), service.Kind == PublicArea.ServiceKind.Keyworker ? "keyworker" : "peer-support", $"{person.Name}, {person.OrganisationName}");
                await work.ExecuteAsync(
                    """
                    insert into referrals_keyworking (id, person_id, area, service, kind, state, state_on, asked_on, asked_by, asked_by_signature, why, agreed_by, agreed_on, said, shares,
                      reason, worker_name, worker_organisation, worker_contact, told, changed_by_signature, version)
                    values (@id, @PersonId, @Key, @Name, @kind, @state, @stateOn, @askedOn, @UserId, @signature, 'Somebody beside the family who helps them to be heard', @agreedBy, @askedOn, @said, 'Name, how to contact them, and why it would help',
                      '', @worker, @workerOrganisation, '', 'person family', @signature, 1)
                    """, new
                    {
                        id, PersonId = person.Id, area.Key, service.Name, kind, state, stateOn = today.AddDays(-days / 2), askedOn = today.AddDays(-days),
                        agreedBy = isChild ? "parental" : "own-consent", said = isChild ? "I want somebody to talk to" : "",
                        person.UserId, signature, worker = state == "allocated" ? "Robin Made-Up" : "", workerOrganisation = state == "allocated" ? service.Name : "",
                    });
                await KeyworkingSteps.RefreshAsync(work, person.Id);
                await work.PublishAsync(new KeyworkingReferred(id, person.Id, service.Name, kind, today.AddDays(-days), signature, work.Now));
                if (state != "referred") await work.PublishAsync(new KeyworkingChanged(id, person.Id, kind, state, today.AddDays(-days / 2), signature, work.Now));
            }
        }, cancellationToken);

    private sealed record Person(Guid Id, DateOnly BornOn, Guid UserId, string Name, string OrganisationName);
}
