using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dsr.Ui;

[Flags]
internal enum DateParts
{
    None = 0,
    Day = 1,
    Month = 2,
    Year = 4,
    All = Day | Month | Year,
}

/// <summary>Gives every <c>DateOnly?</c> the three-box binder.</summary>
public sealed class DateBinderProvider : IModelBinderProvider
{
    /// <inheritdoc />
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Metadata.ModelType == typeof(DateOnly?) ? new DateBinder() : null;
    }
}

/// <summary>Binds a date from X.Day, X.Month and X.Year (or one ISO value X, as links carry it); nothing typed is null, and the validator says whether that is wrong.</summary>
public sealed class DateBinder : IModelBinder
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <inheritdoc />
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        ArgumentNullException.ThrowIfNull(bindingContext);
        var values = bindingContext.ValueProvider;
        var name = bindingContext.ModelName;
        var state = bindingContext.ModelState;
        var label = bindingContext.ModelMetadata.GetDisplayName();
        if (values.GetValue(name) is { Length: > 0 } whole)
        {
            state.SetModelValue(name, whole);
            if (string.IsNullOrWhiteSpace(whole.FirstValue))
            {
                bindingContext.Result = ModelBindingResult.Success(null);
            }
            else if (DateOnly.TryParseExact(whole.FirstValue.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                bindingContext.Result = ModelBindingResult.Success(date);
            }
            else
            {
                state.TryAddModelError(name, $"{label} must be a real date");
            }

            return Task.CompletedTask;
        }

        var day = Typed("Day");
        var month = Typed("Month");
        var year = Typed("Year");
        if (day is null && month is null && year is null)
        {
            return Task.CompletedTask;
        }

        var reading = Read(label, day!, month!, year!);
        if (reading.Error is null)
        {
            bindingContext.Result = ModelBindingResult.Success(reading.Date);
        }
        else
        {
            bindingContext.HttpContext.Items[(typeof(DateBinder), name.ToUpperInvariant())] = reading.Wrong;
            state.TryAddModelError(name, reading.Error);
        }

        return Task.CompletedTask;

        string? Typed(string part)
        {
            var value = values.GetValue($"{name}.{part}");
            if (value.Length == 0)
            {
                return null;
            }

            state.SetModelValue($"{name}.{part}", value);
            state.MarkFieldValid($"{name}.{part}");
            return value.FirstValue;
        }
    }

    internal static DateParts WrongParts(HttpContext context, string name) =>
        context.Items[(typeof(DateBinder), name.ToUpperInvariant())] is DateParts wrong ? wrong : DateParts.All;

    internal static (DateOnly? Date, string? Error, DateParts Wrong) Read(string label, string? day, string? month, string? year)
    {
        day = day?.Trim() ?? "";
        month = month?.Trim() ?? "";
        year = year?.Trim() ?? "";
        var missing = (day.Length == 0 ? DateParts.Day : DateParts.None) | (month.Length == 0 ? DateParts.Month : DateParts.None) | (year.Length == 0 ? DateParts.Year : DateParts.None);
        if (missing is DateParts.All)
        {
            return (null, null, DateParts.None);
        }

        if (missing is not DateParts.None)
        {
            var parts = new[] { DateParts.Day, DateParts.Month, DateParts.Year }
                .Where(part => missing.HasFlag(part)).Select(part => part.ToString().ToLowerInvariant());
            return (null, $"{label} must include a {string.Join(" and ", parts)}", missing);
        }

        var d = Number(day, 2);
        var m = Month(month);
        var y = Number(year, 4);
        var wrong = (d is null or 0 or > 31 ? DateParts.Day : DateParts.None) | (m is null ? DateParts.Month : DateParts.None) | (y is null or 0 ? DateParts.Year : DateParts.None);
        if (wrong is DateParts.None && year.Length < 4)
        {
            return (null, $"{label} must include a year with 4 numbers", DateParts.Year);
        }

        if (wrong is not DateParts.None)
        {
            return (null, $"{label} must be a real date", wrong);
        }

        return d <= DateTime.DaysInMonth(y!.Value, m!.Value)
            ? (new DateOnly(y.Value, m.Value, d!.Value), null, DateParts.None)
            : (null, $"{label} must be a real date", DateParts.All);
    }

    private static int? Number(string text, int length) =>
        text.Length <= length && text.All(char.IsAsciiDigit) ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static int? Month(string text)
    {
        if (Number(text, 2) is { } number)
        {
            return number is >= 1 and <= 12 ? number : null;
        }

        var word = text.TrimEnd('.').ToLowerInvariant();
        var found = Array.FindIndex(Months, month => word == month || word == month[..3] || (word == "sept" && month == "september"));
        return found < 0 ? null : found + 1;
    }
}
