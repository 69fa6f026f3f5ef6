using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dsr.Shared;

namespace Dsr.Host.Commands;

internal sealed class AuditVerb(AuditChain chain) : ICommandVerb
{
    private static readonly JsonSerializerOptions Line = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string Name => "audit";

    public string Usage => "audit verify | export";

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is ["export"])
        {
            await foreach (var row in chain.AllAsync(cancellationToken)) await output.WriteLineAsync(JsonSerializer.Serialize(row, Line));
            return 0;
        }
        if (arguments is not ["verify"])
        {
            await output.WriteLineAsync("Usage: dsr " + Usage);
            return 2;
        }
        var verdict = await chain.VerifyAsync(cancellationToken);
        foreach (var (name, head) in verdict.Heads) await output.WriteLineAsync($"chain {name} head {head}");
        await output.WriteLineAsync(verdict.Holds
            ? string.Create(CultureInfo.InvariantCulture, $"The audit holds: {verdict.Sealed} rows sealed, {verdict.Unsealed} not sealed yet.")
            : $"The audit was changed: first bad row is {verdict.FirstBad}.");
        return verdict.Holds ? 0 : 1;
    }
}
