namespace Dsr.Access;

/// <summary>The first administrator comes in by the command line: whoever may start the program may invite one.</summary>
internal sealed class AdminVerb(Db db, TotpSecrets secrets, Settings settings, Areas areas) : ICommandVerb
{
    private const string Signature = "The operator, on the command line";

    public string Name => "admin";

    public string Usage => "admin invite --email E --name N [--break-glass] | disable EMAIL | list";

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        switch (arguments)
        {
            case ["invite", .. var rest]:
                return await InviteAsync(rest, output, cancellationToken);
            case ["disable", var email]:
                return await DisableAsync(email, output, cancellationToken);
            case ["list"]:
                foreach (var row in await AdministratorsAsync(cancellationToken)) await output.WriteLineAsync($"{row.Email}\t{row.Name}\t{UserState.Name(row.State)}");
                return 0;
            default:
                await output.WriteLineAsync("Usage: dsr " + Usage);
                return 2;
        }
    }

    private async Task<int> InviteAsync(string[] words, TextWriter output, CancellationToken cancellationToken)
    {
        var breakGlass = words.Contains("--break-glass");
        if (ValueOf(words, "--email") is not { } typed || ValueOf(words, "--name") is not { Length: > 0 and <= 100 } name || !MailAddressRule.Allows(Email.Kept(typed)))
        {
            await output.WriteLineAsync("Usage: dsr admin invite --email you@example.nhs.uk --name \"Your Name\"");
            return 2;
        }

        var administrators = await AdministratorsAsync(cancellationToken);
        if (administrators.Any(row => row.State == "active") && !breakGlass)
        {
            await output.WriteLineAsync("An administrator is active already and can invite others on the page Users. If nobody can log in any more, add --break-glass: it is kept in the audit.");
            return 1;
        }

        var email = Email.Kept(typed);
        var known = await db.FirstAsync<Known>("select id, role from access_user where email = @email", new { email }, cancellationToken);
        if (known is not null && known.Role != Roles.Administrator)
        {
            await output.WriteLineAsync("A user who is no administrator has this email address. One account cannot be both.");
            return 1;
        }

        var token = "";
        await db.WriteAsync(async work =>
        {
            var organisationId = await OperatorAsync(work);
            var id = known?.Id ?? await Accounts.AddAsync(work, email, name, organisationId, Roles.Administrator);
            if (known is not null) await work.ExecuteAsync("update access_user set state = case when state = 'disabled' then 'invited' else state end where id = @id", new { id });
            token = (await Invitations.MakeAsync(work, id, Invitations.FirstAdministrators, secrets)).Token;
            await History.AddAsync(work, id, Signature, breakGlass ? "Invited as administrator, breaking the glass" : "Invited as administrator", "");
            await work.AuditAsync(breakGlass ? "admin.invited-break-glass" : "admin.invited", id);
        }, cancellationToken);
        await output.WriteLineAsync($"This link works once, for 30 minutes: {Invitations.Link(settings, token)}");
        return 0;
    }

    private async Task<int> DisableAsync(string typed, TextWriter output, CancellationToken cancellationToken)
    {
        var id = await db.FirstAsync<Guid?>("select id from access_user where email = @email and state <> 'disabled'", new { email = Email.Kept(typed) }, cancellationToken);
        if (id is null)
        {
            await output.WriteLineAsync("No user with access has this email address.");
            return 1;
        }
        await db.WriteAsync(async work =>
        {
            await work.ExecuteAsync("update access_user set state = 'disabled', version = version + 1 where id = @id", new { id });
            await Accounts.EndAsync(work, id.Value, Signature, "");
        }, cancellationToken);
        await output.WriteLineAsync("Access ended.");
        return 0;
    }

    /// <summary>The organisation that the first administrators belong to; with it come the organisations of the areas' profiles, so that there is something to administer.</summary>
    private async Task<Guid> OperatorAsync(Work work)
    {
        if (await work.FirstAsync<Guid?>("select id from access_organisation where kind = 'operator'") is { } known) return known;

        foreach (var area in areas.All)
        {
            if (await work.FirstAsync<Guid?>("select id from access_organisation where area = @Key limit 1", new { area.Key }) is not null) continue;
            foreach (var organisation in area.Section<AccessArea>("access").Organisations)
            {
                var id = await Agreements.AddOrganisationAsync(work, area.Key, organisation.Kind, organisation.Name);
                await Agreements.SignAsync(work, id, work.Now.LondonDate(), null);
                await History.AddAsync(work, id, Signature, "Came with the area's profile, agreement in force", "");
            }
        }
        return await Agreements.AddOrganisationAsync(work, "", "operator", "Service administration");
    }

    private Task<IReadOnlyList<Administrator>> AdministratorsAsync(CancellationToken cancellationToken)
        => db.QueryAsync<Administrator>("select email, name, state from access_user where role = 'administrator' order by email", null, cancellationToken);

    private static string? ValueOf(string[] words, string option) => Array.IndexOf(words, option) is >= 0 and var at && at + 1 < words.Length ? words[at + 1].Trim() : null;

    private sealed record Administrator(string Email, string Name, string State);

    private sealed record Known(Guid Id, string Role);
}
