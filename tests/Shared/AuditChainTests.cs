using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Shared;

/// <summary>Decision 6, security.md T19: what an operator does to the audit by hand is found.</summary>
public sealed class AuditChainTests
{
    [Theory]
    [InlineData("a changed row", "update shared_audit set action = 'something-else' where id = (select id from shared_audit where seal = 1 limit 1)")]
    [InlineData("a row that somebody else is said to have made", "update shared_audit set actor_id = object_id where id = (select id from shared_audit where seal = 1 and actor_id is null and object_id is not null limit 1)")]
    [InlineData("a removed row", "delete from shared_audit where id = (select id from shared_audit where seal = 1 limit 1)")]
    [InlineData("a row moved into another seal", "update shared_audit set seal = 2 where id = (select id from shared_audit where seal = 1 limit 1)")]
    [InlineData("a removed seal", "delete from shared_audit_seal where number = 1")]
    [InlineData("a seal made again over what was changed", "update shared_audit_seal set hash = (select hash from shared_audit_seal where number = 2) where number = 1")]
    public async Task A_change_to_the_audit_by_hand_is_found(string what, string change)
    {
        await using var register = await TestRegister.StartAsync();
        await SealedAsync(register);
        await (await register.SignInAsync("member")).OpenAsync("/register");
        (await SealedAsync(register)).FirstBad.ShouldBeNull();

        await register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(async work => (await work.ExecuteAsync(change)).ShouldBe(1, what));
            return 0;
        });
        var verdict = await VerifyAsync(register);
        verdict.Holds.ShouldBeFalse(what);
        verdict.FirstBad!.ShouldContain("seal ", Case.Sensitive, what);
    }

    /// <summary>Everything is sealed at least once more: by the register itself, or here.</summary>
    private static async Task<AuditVerdict> SealedAsync(TestRegister register)
    {
        while (await register.InScopeAsync(services => services.GetRequiredService<AuditChain>().SealAsync(OneChain)) > 0) await Task.Yield();
        return await VerifyAsync(register);
    }

    private static readonly Guid OneChain = Guid.CreateVersion7();

    private static Task<AuditVerdict> VerifyAsync(TestRegister register) => register.InScopeAsync(services => services.GetRequiredService<AuditChain>().VerifyAsync());
}
