namespace Dsr.Referrals;

/// <summary>The DSR team's list of everyone on its area's register.</summary>
[Needs("register.read", Roles.Team)]
internal sealed class RegisterPage(PeopleList people, Db db, Viewer viewer, Areas areas, TimeProvider clock) : PeoplePage(people, db, viewer, areas, clock)
{
    public override string Heading => "Register";

    public override string Path => Links.Register;

    public override string NobodyYet => "No one is on the register yet.";

    protected override string ListName => "register";
}
