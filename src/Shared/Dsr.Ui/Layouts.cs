namespace Dsr.Ui;

/// <summary>Paths of the compiled layouts.</summary>
public static class Layouts
{
    /// <summary>The page shell that every page stands in.</summary>
    public const string Page = "/Shell/_Layout.cshtml";
}
