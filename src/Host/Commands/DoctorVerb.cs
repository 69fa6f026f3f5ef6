using Dsr.Shared;

namespace Dsr.Host.Commands;

internal sealed class DoctorVerb(Doctor doctor) : ICommandVerb
{
    public string Name => "doctor";

    public string Usage => "doctor";

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var findings = await doctor.LookAsync(cancellationToken);
        foreach (var finding in findings)
        {
            var sign = finding.Gravity switch { Gravity.Good => "ok     ", Gravity.Note => "note   ", _ => "PROBLEM" };
            await output.WriteLineAsync($"{sign} {finding.What}{(finding.Mend is null ? "" : $" Mend: {finding.Mend}")}");
        }
        var problems = findings.Count(finding => finding.Gravity == Gravity.Problem);
        await output.WriteLineAsync(problems == 0 ? "No problems." : $"{problems} to mend.");
        return problems == 0 ? 0 : 1;
    }
}
