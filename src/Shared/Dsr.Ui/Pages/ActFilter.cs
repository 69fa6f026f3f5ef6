using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dsr.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dsr.Ui;

/// <summary>
/// The life of every page (house.md): load, validate, act, answer. Invalid is 422, a lost race 409, not saved 503, each with the page and
/// what was typed. A look at a person is audited, durably, before the answer leaves.
/// </summary>
public sealed partial class ActFilter(RequestKey key, Viewer viewer, CurrentPerson person, AuditTrail audit, ILogger<ActFilter> log) : IAsyncPageFilter
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(PropertyInfo Form, Type Validator)>> Forms = new();

    /// <inheritdoc />
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <inheritdoc />
    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        var aborted = context.HttpContext.RequestAborted;
        if (context.HandlerInstance is not PageModel page)
        {
            await next();
            return;
        }

        // the audit of a look is written while the page is made, and waited for before the answer; the page of a bare status shows nobody
        var looks = person.IsSomebody && context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null;
        var isPost = HttpMethods.IsPost(request.Method);
        var looked = looks && !isPost ? LookAsync() : Task.CompletedTask;
        var executed = isPost ? await PostAsync(context, page, next, aborted) : await GetAsync(context, page, next, aborted);
        // an act on the person is in the audit itself, and its answer shows nobody
        if (looks && isPost && !(executed?.Result is StatusCodeResult { StatusCode: StatusCodes.Status303SeeOther } && audit.HasAct)) looked = LookAsync();
        try
        {
            await looked;
        }
        catch (BusyException)
        {
            // no row, no answer; but an act that was done says so, and shows nobody
            var unavailable = new StatusCodeResult(StatusCodes.Status503ServiceUnavailable);
            if (executed is null) context.Result = unavailable;
            else if (executed.Result is not StatusCodeResult { StatusCode: StatusCodes.Status303SeeOther }) executed.Result = unavailable;
        }

        Task LookAsync() => audit.ReadAsync(context.ActionDescriptor.AttributeRouteInfo?.Template ?? "person");
    }

    private static async Task<PageHandlerExecutedContext?> GetAsync(PageHandlerExecutingContext context, PageModel page, PageHandlerExecutionDelegate next, CancellationToken aborted)
    {
        // a GET has nothing to say wrong yet: what the route or query could not bind is left at its default
        page.ModelState.Clear();
        if (page is ILoads loads && !await loads.LoadAsync(aborted))
        {
            context.Result = new NotFoundResult();
            return null;
        }
        return await next();
    }

    private async Task<PageHandlerExecutedContext?> PostAsync(PageHandlerExecutingContext context, PageModel page, PageHandlerExecutionDelegate next, CancellationToken aborted)
    {
        if (context.HttpContext.Request.HasFormContentType && context.HttpContext.Request.Form["_key"] is [{ Length: > 0 and <= 64 } posted] && posted.All(letter => letter is >= ' ' and <= '~'))
            key.Set($"{viewer.UserId:N}.{Digest(context.HttpContext.Request)} {posted}");

        await ValidateAsync(context, page, aborted);
        if (!page.ModelState.IsValid)
        {
            context.Result = await AgainAsync(page, StatusCodes.Status422UnprocessableEntity, aborted);
            return null;
        }

        var executed = await next();
        if (executed.Exception is { } problem && !executed.ExceptionHandled && !aborted.IsCancellationRequested)
        {
            executed.ExceptionHandled = true;
            executed.Result = await AgainAsync(page, Status(problem), aborted);
            return executed;
        }
        // the form was open, and what it is about has been finished by somebody else: what was typed is not lost with it. Whoever may not see the person does not come here
        if (executed.Result is NotFoundResult && person.IsSomebody && Opened.Of(context.HttpContext.Request) is not null) executed.Result = await GoneAsync(page, aborted);
        if (executed.Result is PageResult)
            executed.Result = await AgainAsync(page, page.ModelState.IsValid ? page.Response.StatusCode : StatusCodes.Status422UnprocessableEntity, aborted);
        return executed;
    }

    // whoever goes back, changes an answer and sends the form again means another act than the first
    private static string Digest(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Path.Value!));
        foreach (var (name, values) in request.Form)
        {
            if (name == "__RequestVerificationToken") continue;
            foreach (var value in values) hash.AppendData(Encoding.UTF8.GetBytes($"\0{name}\0{value}"));
        }
        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static async Task ValidateAsync(PageHandlerExecutingContext context, PageModel page, CancellationToken aborted)
    {
        foreach (var (form, validatorType) in Forms.GetOrAdd(page.GetType(), FormsOf))
        {
            if (form.GetValue(page) is not { } value || context.HttpContext.RequestServices.GetService(validatorType) is not IValidator validator) continue;
            var result = await validator.ValidateAsync(new ValidationContext<object>(value), aborted);
            foreach (var failure in result.Errors)
            {
                var field = $"{form.Name}.{failure.PropertyName}";
                // what could not be bound has its own words already
                if (page.ModelState.GetFieldValidationState(field) != ModelValidationState.Invalid) page.ModelState.AddModelError(field, failure.ErrorMessage);
            }
        }
    }

    private static IReadOnlyList<(PropertyInfo Form, Type Validator)> FormsOf(Type page)
        => [.. page.GetProperties().Where(property => property.IsDefined(typeof(BindPropertyAttribute))).Select(property => (property, typeof(IValidator<>).MakeGenericType(property.PropertyType)))];

    private static async Task<IActionResult> AgainAsync(PageModel page, int status, CancellationToken aborted)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            page.ViewData["NotSaved"] = true;
            page.Response.Headers.RetryAfter = "5";
        }
        page.Response.StatusCode = status;
        if (status == StatusCodes.Status409Conflict)
        {
            page.ViewData["Lost"] ??= Array.Empty<LostChange>();
            await Conflict.FindAsync(page, aborted);
        }
        try
        {
            if (page is ILoads loads && !await loads.LoadAsync(aborted)) return status == StatusCodes.Status409Conflict ? Gone.Answer(page) : new NotFoundResult();
        }
        catch (Exception problem) when (status == StatusCodes.Status503ServiceUnavailable && problem is BusyException or DbException)
        {
            return new StatusCodeResult(StatusCodes.Status503ServiceUnavailable);
        }
        return page.Page();
    }

    private static async Task<IActionResult> GoneAsync(PageModel page, CancellationToken aborted)
    {
        await Conflict.FindAsync(page, aborted);
        return Gone.Answer(page);
    }

    private int Status(Exception problem)
    {
        if (problem is LostRaceException) return StatusCodes.Status409Conflict;
        LogNotSaved(log, problem.GetType().Name, problem.StackTrace);
        return StatusCodes.Status503ServiceUnavailable;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An act was not saved: {Problem} {Stack}")]
    private static partial void LogNotSaved(ILogger log, string problem, string? stack);
}
