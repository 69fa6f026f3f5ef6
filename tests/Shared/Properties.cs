using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Shared;

internal static class Properties
{
    public static Config TenThousand => Config.QuickThrowOnFailure.WithMaxTest(10_000);

    public static Gen<DateOnly> Dates(int firstYear, int lastYear)
    {
        var first = new DateOnly(firstYear, 1, 1);
        return Gen.Choose(0, new DateOnly(lastYear, 12, 31).DayNumber - first.DayNumber).Select(first.AddDays);
    }
}
