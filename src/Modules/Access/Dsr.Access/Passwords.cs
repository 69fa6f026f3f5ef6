using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dsr.Access;

/// <summary>Hashes and checks passwords: PBKDF2-HMAC-SHA512, two at once, twenty waiting, the rest told to try again.</summary>
internal sealed class Passwords : IDisposable
{
    /// <summary>What makes guessing dear.</summary>
    public const int Rounds = 220_000;

    private readonly PasswordHasher<Passwords> _hasher;
    private readonly SemaphoreSlim _places = new(2, 2);
    private readonly string _nobodys;
    private int _waiting;

    public Passwords(int rounds = Rounds)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));
        _nobodys = _hasher.HashPassword(this, Secret.Create());
    }

    public Task<string> HashAsync(string password) => InTurnAsync(() => _hasher.HashPassword(this, Same(password)));

    /// <summary>True when it is the password. Nobody's password takes as long to refuse as somebody's.</summary>
    public async Task<bool> IsRightAsync(string? hash, string password)
    {
        var result = await InTurnAsync(() => _hasher.VerifyHashedPassword(this, hash ?? _nobodys, Same(password)));
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    public void Dispose() => _places.Dispose();

    private static string Same(string password) => Characters.Normalize(password, NormalizationForm.FormC);

    private async Task<T> InTurnAsync<T>(Func<T> work)
    {
        if (Interlocked.Increment(ref _waiting) > 22)
        {
            Interlocked.Decrement(ref _waiting);
            throw new BusyException("Too many people are logging in at this moment.");
        }
        try
        {
            await _places.WaitAsync();
            try
            {
                return await Task.Run(work);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
