namespace Dsr.Tests;

/// <summary>A clock in our hands: it stands until a test moves it. Timers run on real time.</summary>
public sealed class StoppedClock : TimeProvider
{
    private DateTimeOffset _now = London.At(new DateOnly(2026, 11, 21), new TimeOnly(10, 0));

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public void MoveTo(DateOnly date, TimeOnly time) => _now = London.At(date, time);

    public void MoveTo(DateOnly date) => MoveTo(date, new TimeOnly(10, 0));
}
