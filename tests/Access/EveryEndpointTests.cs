using Dsr.Host;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Access;

/// <summary>Every endpoint of the product, found by asking it, for every role: who has no permission gets 403 and not a byte more.</summary>
public sealed class EveryEndpointTests
{
    public static TheoryData<string, string> RolesOfTheDemonstration => new()
    {
        { "lead", Roles.TeamLead },
        { "member", Roles.TeamMember },
        { "chair", Roles.Chair },
        { "referrer", Roles.Professional },
        { "analyst", Roles.Analyst },
        { "auditor", Roles.Auditor },
        { "administrator", Roles.Administrator },
    };

    [Theory]
    [MemberData(nameof(RolesOfTheDemonstration))]
    public async Task A_role_opens_what_it_has_the_permission_for_and_nothing_else(string who, string role)
    {
        await using var register = await TestRegister.StartAsync();
        var visitor = await register.SignInAsync(who);
        foreach (var endpoint in Endpoints(register))
        {
            var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>();
            if (needs is null || Path(endpoint) is not { } path) continue;
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            if (methods.Count > 0 && !methods.Contains("GET")) continue;

            var answer = await visitor.OpenAsync(path);
            if (needs.RoleList.Contains(role)) answer.Status.ShouldNotBe(403, $"{role} {path}");
            else answer.Status.ShouldBe(403, $"{role} {path}");
            answer.Status.ShouldBeLessThan(500, $"{role} {path}");
        }
    }

    [Fact]
    public async Task Somebody_not_logged_in_is_sent_to_log_in_whatever_they_ask_for()
    {
        await using var register = await TestRegister.StartAsync();
        var seen = 0;
        foreach (var endpoint in Endpoints(register).Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            if (Path(endpoint) is not { } path) continue;
            seen++;
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            if (methods.Count == 0 || methods.Contains("GET")) (await register.Visitor().OpenAsync(path)).Location.ShouldNotBeNull(path).ShouldStartWith("/log-in");
            if (methods.Count == 0 || methods.Contains("POST")) (await register.Visitor().PostAsync(path, [])).Location.ShouldNotBeNull(path).ShouldStartWith("/log-in");
        }
        seen.ShouldBeGreaterThan(20);
    }

    [Theory]
    [MemberData(nameof(RolesOfTheDemonstration))]
    public async Task A_post_without_the_forms_token_changes_nothing(string who, string role)
    {
        await using var register = await TestRegister.StartAsync();
        var visitor = await register.SignInAsync(who);
        foreach (var endpoint in Endpoints(register))
        {
            if (endpoint.Metadata.GetMetadata<NeedsAttribute>() is not { } needs || Path(endpoint) is not { } path) continue;
            var answer = await visitor.PostAsync(path, [new("x", "y")]);
            new[] { 400, 403, 404, 405 }.ShouldContain(answer.Status, $"{role} POST {path} {answer.Status}");
        }
        (await visitor.OpenAsync("/account")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_program_does_not_start_with_an_endpoint_that_does_not_say_who_may_call_it()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/about", () => "").AllowAnonymous();
        app.MapGet("/people/{ref}", () => "").WithMetadata(new NeedsAttribute("people.read", Roles.Professional));
        EndpointCheck.EveryEndpointSaysWhoMayCallIt(app);
        app.MapGet("/forgotten", () => "");
        app.MapGet("/not-on-the-list", () => "").AllowAnonymous();
        Should.Throw<InvalidOperationException>(() => EndpointCheck.EveryEndpointSaysWhoMayCallIt(app)).Message.ShouldEndWith(": /forgotten, /not-on-the-list");
    }

    private static IEnumerable<RouteEndpoint> Endpoints(TestRegister register)
        => register.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => !endpoint.Metadata.Any(item => item.GetType().Name == "StaticAssetDescriptor"));

    /// <summary>The route with its places filled by things that do not exist.</summary>
    private static string? Path(RouteEndpoint endpoint)
    {
        if (endpoint.RoutePattern.RawText is not { } route || route.StartsWith("{**", StringComparison.Ordinal)) return null;
        var parts = endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "ref" } => "DR-0000-0000",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart place when place.ParameterPolicies.Any(policy => policy.Content == "guid") => "01930000-0000-7000-8000-00000000ffff",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart place when place.ParameterPolicies.Any(policy => policy.Content == "int") => "1",
            _ => "x",
        })));
        return route.Length == 0 ? "/" : "/" + string.Join('/', parts);
    }
}
