using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Dsr.Host.Public;

/// <summary>What using the service means.</summary>
[AllowAnonymous]
internal sealed class TermsPage : PageModel;
