using Dsr.Shared;

namespace Dsr.Host.Commands;

internal sealed class MigrateVerb(Migrator migrator) : ICommandVerb
{
    public string Name => "migrate";

    public string Usage => "migrate";

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{await migrator.RunAsync(cancellationToken)} scripts applied.");
        return 0;
    }
}
