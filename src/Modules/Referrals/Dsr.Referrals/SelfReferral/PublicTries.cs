using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Referrals;

/// <summary>How often an address may do something on the public pages (security.md T5, T34). What is counted is a hash, kept for a day.</summary>
internal sealed class PublicTries(IServiceScopeFactory scopes, IHttpContextAccessor http)
{
    public static readonly Limit Starting = new("start", 30, TimeSpan.FromHours(1));
    public static readonly Limit Sending = new("send", 5, TimeSpan.FromHours(1));
    public static readonly Limit Mailing = new("mail", 5, TimeSpan.FromHours(1));
    public static readonly Limit Asking = new("ask", 10, TimeSpan.FromHours(1));
    public static readonly Limit Tracking = new("track", 5, TimeSpan.FromMinutes(15));

    /// <summary>Counts a try by this address, and by each of the others that are named; false when one of them has had its share, and then nothing is counted.</summary>
    public async Task<bool> TakeAsync(Limit limit, params string[] also)
    {
        // its own scope and write: a try counts whatever comes of it
        await using var scope = scopes.CreateAsyncScope();
        var taken = true;
        await scope.ServiceProvider.GetRequiredService<Db>().WriteAsync(async work =>
        {
            List<string> names = [.. also.Prepend("address " + http.HttpContext!.Connection.RemoteIpAddress).Select(each => $"{limit.What} {SelfSecret.HashOf(each)}")];
            foreach (var name in names)
            {
                var tries = await work.FirstAsync<long>("select count(*) from referrals_public_try where name = @name and at > @since", new { name, since = work.Now - limit.Within });
                if (tries >= limit.Most) taken = false;
            }
            if (!taken) return;
            foreach (var name in names) await work.ExecuteAsync("insert into referrals_public_try (id, name, at) values (@id, @name, @Now)", new { id = Ids.New(work.Now), name, work.Now });
        });
        return taken;
    }

    internal sealed record Limit(string What, int Most, TimeSpan Within);
}
