using System.Net;
using Dsr.Host.Admin;
using Dsr.Host.Person;
using Dsr.Shared;
using Dsr.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Dsr.Host;

/// <summary>The pipeline: headers, static files, sign-in, permissions, pages.</summary>
internal static class Web
{
    private const string ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

    public static void AddWeb(this WebApplicationBuilder builder, Settings settings, Module[] modules)
    {
        ValidatorOptions.Global.LanguageManager.Enabled = false;
        ValidatorOptions.Global.DefaultClassLevelCascadeMode = CascadeMode.Continue;
        ValidatorOptions.Global.DefaultRuleLevelCascadeMode = CascadeMode.Stop;

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        builder.Logging.ClearProviders().AddJsonConsole(console => console.IncludeScopes = false);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Dsr", LogLevel.Information).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        var services = builder.Services;
        services.AddKeyRing(settings);
        services.Configure<FormOptions>(form => form.ValueCountLimit = 400);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.SuppressXFrameOptionsHeader = true;
            antiforgery.Cookie.Name = "dsr-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorization();
        services.AddRazorPages(pages => pages.RootDirectory = "/")
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add<ActFilter>();
                mvc.ModelBinderProviders.Insert(0, new DateBinderProvider());
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                mvc.ModelMetadataDetailsProviders.Add(new EmptyStaysText());
                mvc.ModelBindingMessageProvider.SetValueIsInvalidAccessor(_ => "Select one of the answers");
                mvc.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor((_, _) => "Select one of the answers");
                mvc.ModelBindingMessageProvider.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "Select one of the answers");
                mvc.ModelBindingMessageProvider.SetValueMustNotBeNullAccessor(_ => "Select one of the answers");
                mvc.ModelBindingMessageProvider.SetValueMustBeANumberAccessor(_ => "Enter a number");
                mvc.MaxModelValidationErrors = 200;
                mvc.MaxModelBindingCollectionSize = 400;
            })
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        services.AddModuleParts(modules);
        services.AddScoped<PersonShell>();
        services.AddSingleton(new AdminLink("Jobs", JobsPage.Route, "What the service does by itself: last and next runs, and Run now.", 60, Roles.Administrator));
        services.AddScoped<PageChrome>(Chrome.For);
        services.Scan(scan => scan.FromAssemblyOf<Program>().AddClasses(types => types.AssignableTo<ICommandVerb>(), publicOnly: false).As<ICommandVerb>().WithScopedLifetime());
    }

    public static void UseWeb(this WebApplication app, Module[] modules)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        if (settings.Proxies is { } proxies)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
            foreach (var proxy in proxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            app.UseForwardedHeaders(forwarded);
        }
        app.Use(HeadersAsync);
        app.UseStatusCodePagesWithReExecute("/status/{0}");
        app.UseExceptionHandler("/status/500");
        app.Use(FaultsAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapGet("/health/live", () => "live").AllowAnonymous();
        app.MapGet("/health/ready", Health.ReadyAsync).AllowAnonymous();
        foreach (var module in modules) module.MapEndpoints(app);
    }

    /// <summary>A form that cannot be read (a null character, too many fields, too long) is the sender's fault: 400. A database that is busy with a long act is nobody's: 503.</summary>
    private static async Task FaultsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException && HttpMethods.IsPost(context.Request.Method) && !context.Response.HasStarted)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest);
        }
        catch (BusyException) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable);
            context.Response.Headers.RetryAfter = "5";
        }
    }

    private static Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.Clear();
        return HeadersAsync(context, answer =>
        {
            answer.Response.StatusCode = status;
            return Task.CompletedTask;
        });
    }

    private static Task HeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.XFrameOptions = "DENY";
        headers["X-Robots-Tag"] = "noindex";
        // the words that antiforgery would put there itself, with a warning in the log for every page
        if (!context.Request.Path.StartsWithSegments("/lib", StringComparison.Ordinal)) (headers.CacheControl, headers.Pragma) = ("no-cache, no-store", "no-cache");
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }
        return next(context);
    }

    /// <summary>An empty box is an empty text, not null.</summary>
    private sealed class EmptyStaysText : IDisplayMetadataProvider
    {
        public void CreateDisplayMetadata(DisplayMetadataProviderContext context) => context.DisplayMetadata.ConvertEmptyStringToNull = false;
    }
}
