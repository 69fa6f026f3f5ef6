namespace Dsr.Referrals;

/// <summary>The people that a professional looks after, or is involved with.</summary>
[Needs("my-people.read", Roles.Professional + "," + Roles.Chair)]
internal sealed class MyPeoplePage(PeopleList people, Db db, Viewer viewer, Areas areas, TimeProvider clock) : PeoplePage(people, db, viewer, areas, clock)
{
    public override string Heading => "My people";

    public override string Path => Links.MyPeople;

    public override string NobodyYet => "You have no one on the register. Make a referral, or ask the DSR team to share a record with you.";

    protected override string ListName => "my-people";
}
