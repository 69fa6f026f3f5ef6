namespace Dsr.Reporting;

/// <summary>In a demonstration the month end before it is kept at once, so that an analyst sees figures on the first day.</summary>
internal sealed class DemonstrateMonthEnd(Db db, Areas areas, TimeProvider clock) : IDemonstration
{
    public int Order => 90;

    public Task LoadAsync(Area area, CancellationToken cancellationToken) => new SnapshotMonthEnd(db, areas, clock).TakeAsync(area, cancellationToken);
}
