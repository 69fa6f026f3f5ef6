using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Dsr.Host.Public;

/// <summary>How far everyone can use the service.</summary>
[AllowAnonymous]
internal sealed class AccessibilityPage : PageModel;
