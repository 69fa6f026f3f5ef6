using System.Diagnostics;

namespace Dsr.Referrals;

/// <summary>The verb <c>seed</c>: made-up people of any number, to try the register at size. Refused in Production.</summary>
internal sealed class SeedVerb(Db db, SeedRegister seeds, Areas areas, Settings settings, TimeProvider clock) : ICommandVerb
{
    private const int BatchSize = 500;

    public string Name => "seed";

    public string Usage => "seed --people N --seed S [--area A] [--updates U]";

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (settings.Production)
        {
            await output.WriteLineAsync("Made-up people never go onto a register in Production.");
            return 78;
        }
        if (!Read(arguments, out var people, out var seed, out var key, out var updates) || (key is not null && !areas.TryGet(key, out _)))
        {
            await output.WriteLineAsync("Usage: dsr " + Usage);
            await output.WriteLineAsync("Areas: " + string.Join(", ", areas.All.Select(area => area.Key)));
            return 2;
        }

        var into = key is null ? areas.All : [areas[key]];
        var watch = Stopwatch.StartNew();
        var (done, written, number) = (0, 0, 20_000 + (seed % 89 * 10_007));
        for (var at = 0; at < into.Count; at++)
        {
            var share = (people / into.Count) + (at < people % into.Count ? 1 : 0);
            var owners = await seeds.UsersAsync(into[at], cancellationToken);
            var today = clock.Today();
            var madeUp = new MadeUpPeople(into[at].Section<ReferralsArea>("referrals"), today, seed + at, number);
            number += (share * 11 / 10) + 2;
            for (var from = 0; from < share; from += BatchSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var batch = Math.Min(BatchSize, share - from);
                await db.WriteAsync(async work =>
                {
                    for (var each = 0; each < batch; each++)
                    {
                        var share = (int)(((long)(done + 1) * updates / people) - ((long)done * updates / people));
                        await SeedRegister.AddAsync(work, into[at], today, madeUp.Next(), owners.Count == 0 ? null : owners[done % owners.Count], madeUp, share);
                        done++;
                        written += share;
                    }
                }, cancellationToken);
                await output.WriteLineAsync($"{done} of {people} people, {written} updates, {watch.Elapsed.TotalSeconds:0} s");
            }
        }
        return 0;
    }

    private static bool Read(string[] arguments, out int people, out int seed, out string? area, out int updates)
    {
        (people, seed, area, updates) = (0, 0, null, 0);
        if (arguments.Length % 2 != 0) return false;
        for (var at = 0; at < arguments.Length; at += 2)
        {
            var known = arguments[at] switch
            {
                "--people" => int.TryParse(arguments[at + 1], out people) && people > 0,
                "--seed" => int.TryParse(arguments[at + 1], out seed) && seed >= 0,
                "--updates" => int.TryParse(arguments[at + 1], out updates) && updates >= 0,
                "--area" => (area = arguments[at + 1]).Length > 0,
                _ => false,
            };
            if (!known) return false;
        }
        return people > 0;
    }
}
