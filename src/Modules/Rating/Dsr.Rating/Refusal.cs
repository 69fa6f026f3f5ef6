namespace Dsr.Rating;

/// <summary>What the register knows stands against the act: told beside its fields, and nothing is written. Asked inside the write, so that a form that is sent twice gets its first answer.</summary>
internal sealed class RefusedException(IReadOnlyList<(string Field, string Error)> faults) : Exception("The register stands against the act.")
{
    public RefusedException(string field, string error)
        : this([(field, error)])
    {
    }

    public IReadOnlyList<(string Field, string Error)> Faults => faults;
}

internal static class Refusal
{
    /// <summary>The page again with every fault beside its field, 422.</summary>
    public static IActionResult Refuse(this PageModel page, IReadOnlyList<(string Field, string Error)> faults)
    {
        foreach (var (field, error) in faults) page.ModelState.AddModelError(field, error);
        return page.Page();
    }
}
