using System.Text;
using Dsr.Access;

namespace Dsr.Tests.Access;

public sealed class OneTimeCodeTests
{
    /// <summary>The table of RFC 6238, appendix B, last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_code_is_that_of_the_standard(long seconds, string code)
        => OneTimeCode.At(Encoding.ASCII.GetBytes("12345678901234567890"), OneTimeCode.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Fact]
    public void A_code_is_good_for_a_step_before_and_a_step_after()
    {
        var (secret, now) = (OneTimeCode.CreateSecret(), DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        var step = OneTimeCode.StepAt(now);
        for (var away = -3; away <= 3; away++)
            OneTimeCode.StepOf(secret, OneTimeCode.At(secret, step + away), now).ShouldBe(Math.Abs(away) <= 1 ? step + away : null);
        OneTimeCode.StepOf(secret, OneTimeCode.At(secret, step).Insert(3, " "), now).ShouldBe(step);
    }
}
