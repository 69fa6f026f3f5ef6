namespace Dsr.Access;

internal static class UserState
{
    public static string Name(string state) => state switch { "active" => "Active", "invited" => "Invited", _ => "Disabled" };

    public static string Colour(string state) => state switch { "active" => "green", "invited" => "white", _ => "red" };
}
