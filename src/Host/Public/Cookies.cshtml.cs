using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Dsr.Host.Public;

/// <summary>The cookies, all of them strictly necessary.</summary>
[AllowAnonymous]
internal sealed class CookiesPage : PageModel;
