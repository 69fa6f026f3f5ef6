namespace Dsr.Tests;

/// <summary>A clock in our hands: it stands until a test moves it. Timers run on real time.</summary>
public sealed class StoppedClock : TimeProvider
{
    private static readonly DateTimeOffset Start = London.At(new DateOnly(2026, 11, 21), new TimeOnly(10, 0));

    private DateTimeOffset _now = Start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Back to where every test begins.</summary>
    public void Reset() => _now = Start;

    public void Advance(TimeSpan by) => _now += by;

    public void MoveTo(DateOnly date, TimeOnly time) => _now = London.At(date, time);

    public void MoveTo(DateOnly date) => MoveTo(date, new TimeOnly(10, 0));
}
