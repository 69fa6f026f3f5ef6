namespace Dsr.Access;

/// <summary>An area's organisations with their agreements, one of which has ended, and a made-up user for every role.</summary>
internal sealed class AccessDemonstration(Db db, TimeProvider clock) : IDemonstration
{
    private static readonly (string Mailbox, string Role, int Partner, string[] Names)[] Users =
    [
        ("lead", Roles.TeamLead, -1, ["Amara Osei", "Beth Lindqvist", "Carys Penhale", "Devika Rao", "Esther Vale"]),
        ("member", Roles.TeamMember, -1, ["Sam Okafor", "Tariq Bell", "Una Farrow", "Vikram Lowe", "Wendy Achebe"]),
        ("chair", Roles.Chair, -1, ["Helen Marsh", "Idris Cole", "Joan Whitlow", "Kofi Grant", "Lena Strand"]),
        ("referrer", Roles.Professional, 0, ["Priya Nair", "Quentin Ashby", "Rosa Delgado", "Simon Thwaite", "Tamsin Orr"]),
        ("referrer2", Roles.Professional, 1, ["Callum Wray", "Dina Farouk", "Ewan Sharpe", "Freya Holt", "Gwen Pascoe"]),
        ("agency", Roles.Professional, 2, ["Marta Kowal", "Nigel Frost", "Olu Bankole", "Petra Hume", "Reece Galvin"]),
        ("analyst", Roles.Analyst, -1, ["Imran Yates", "Jodie Kerr", "Kamal Dean", "Laura Stott", "Mina Fells"]),
        ("auditor", Roles.Auditor, -1, ["Norah Blythe", "Owen Tarn", "Paula Nye", "Rafiq Malik", "Sheila Doon"]),
        ("administrator", Roles.Administrator, -1, ["Tom Ridley", "Ursula Beck", "Victor Lane", "Winnie Cho", "Yusuf Adair"]),
        ("former", Roles.Professional, 99, ["Zoe Carmine", "Alan Pike", "Bridget Moss", "Colin Dray", "Dora Finch"]),
    ];

    public int Order => 10;

    public Task LoadAsync(Area area, CancellationToken cancellationToken)
        => db.WriteAsync(async work =>
        {
            var today = clock.Today();
            var signed = new DateOnly(today.Year - 1, 4, 1);
            Guid? team = null;
            var partners = new List<Guid>();
            foreach (var organisation in area.Section<AccessArea>("access").Organisations)
            {
                var id = await Agreements.AddOrganisationAsync(work, area.Key, organisation.Kind, organisation.Name);
                await Agreements.SignAsync(work, id, signed, signed.AddYears(3).AddDays(-1));
                if (organisation.Kind == "dsr-team") team = id;
                else partners.Add(id);
            }

            var former = await Agreements.AddOrganisationAsync(work, area.Key, "voluntary", "Meadowbank Advocacy");
            await Agreements.SignAsync(work, former, signed, null);
            await Agreements.EndAsync(work, former);

            var turn = Math.Abs(area.Key.Sum(letter => letter)) % 5;
            foreach (var (mailbox, role, partner, names) in Users)
            {
                var organisation = partner switch { < 0 => team!.Value, 99 => former, _ => partners[partner % partners.Count] };
                var id = await Accounts.AddAsync(work, $"{mailbox}@{area.Key}.example.com", names[turn], organisation, role);
                await work.ExecuteAsync("update access_user set state = 'active', accepted_at = @Now, demonstration = 1 where id = @id", new { work.Now, id });
                await Accounts.TellAsync(work, id);
            }
        }, cancellationToken);
}
