using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Dsr.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Ui;

public sealed class DateBinderReads
{
    private sealed class Form
    {
        [Display(Name = "Date of birth")]
        public DateOnly? Born { get; set; }

        public DateOnly Start { get; set; }
    }

    [Theory]
    [InlineData("3", "4", "2009", "2009-04-03")]
    [InlineData("03", "04", "2009", "2009-04-03")]
    [InlineData(" 3 ", " March ", "2009 ", "2009-03-03")]
    [InlineData("31", "mar", "1980", "1980-03-31")]
    [InlineData("31", "DEC.", "1980", "1980-12-31")]
    [InlineData("1", "Sept", "2026", "2026-09-01")]
    [InlineData("29", "2", "2028", "2028-02-29")]
    public async Task A_date_as_people_type_it(string day, string month, string year, string iso)
    {
        var (bound, state, _) = await BindAsync(("Form.Born.Day", day), ("Form.Born.Month", month), ("Form.Born.Year", year));
        bound.ShouldBe(DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        state.ErrorCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("", "4", "2009", "Date of birth must include a day", (int)DateParts.Day)]
    [InlineData("3", "", "", "Date of birth must include a month and year", (int)(DateParts.Month | DateParts.Year))]
    [InlineData("", "", "2009", "Date of birth must include a day and month", (int)(DateParts.Day | DateParts.Month))]
    [InlineData("3", "4", "09", "Date of birth must include a year with 4 numbers", (int)DateParts.Year)]
    [InlineData("32", "4", "2009", "Date of birth must be a real date", (int)DateParts.Day)]
    [InlineData("0", "4", "2009", "Date of birth must be a real date", (int)DateParts.Day)]
    [InlineData("3", "13", "2009", "Date of birth must be a real date", (int)DateParts.Month)]
    [InlineData("3", "Mayo", "2009", "Date of birth must be a real date", (int)DateParts.Month)]
    [InlineData("3", "4", "20x9", "Date of birth must be a real date", (int)DateParts.Year)]
    [InlineData("3", "4", "20099", "Date of birth must be a real date", (int)DateParts.Year)]
    [InlineData("3", "4", "0000", "Date of birth must be a real date", (int)DateParts.Year)]
    [InlineData("x", "y", "2009", "Date of birth must be a real date", (int)(DateParts.Day | DateParts.Month))]
    [InlineData("30", "2", "2028", "Date of birth must be a real date", (int)DateParts.All)]
    [InlineData("29", "2", "2027", "Date of birth must be a real date", (int)DateParts.All)]
    [InlineData("٣", "4", "2009", "Date of birth must be a real date", (int)DateParts.Day)]
    public async Task A_wrong_date_is_named_and_kept(string day, string month, string year, string error, int wrong)
    {
        var (bound, state, http) = await BindAsync(("Form.Born.Day", day), ("Form.Born.Month", month), ("Form.Born.Year", year));
        bound.ShouldBeNull();
        state["Form.Born"]!.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe(error);
        DateBinder.WrongParts(http, "Form.Born").ShouldBe((DateParts)wrong);
        state["Form.Born.Day"]!.AttemptedValue.ShouldBe(day);
        state["Form.Born.Month"]!.AttemptedValue.ShouldBe(month);
        state["Form.Born.Year"]!.AttemptedValue.ShouldBe(year);
    }

    [Fact]
    public async Task Three_empty_boxes_are_no_date_and_no_error()
    {
        var (bound, state, _) = await BindAsync(("Form.Born.Day", ""), ("Form.Born.Month", " "), ("Form.Born.Year", ""));
        bound.ShouldBeNull();
        state.ErrorCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-11-21", "2026-11-21", 0)]
    [InlineData("", null, 0)]
    [InlineData("21/11/2026", null, 1)]
    public async Task One_value_is_a_date_as_links_carry_it(string value, string? iso, int errors)
    {
        var (bound, state, _) = await BindAsync(("Form.Born", value));
        bound?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(iso);
        state.ErrorCount.ShouldBe(errors);
    }

    [Fact]
    public void Only_a_date_that_may_be_missing_gets_the_three_boxes()
    {
        var provider = Services().GetRequiredService<IModelMetadataProvider>();
        new DateBinderProvider().GetBinder(new Context(provider.GetMetadataForProperty(typeof(Form), nameof(Form.Born)))).ShouldBeOfType<DateBinder>();
        new DateBinderProvider().GetBinder(new Context(provider.GetMetadataForProperty(typeof(Form), nameof(Form.Start)))).ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_part_alone_is_red_and_linked()
    {
        var kit = new Kit();
        kit.State.SetModelValue("Born.Day", "31", "31");
        kit.State.SetModelValue("Born.Month", "3", "3");
        kit.State.SetModelValue("Born.Year", "80", "80");
        kit.State.AddModelError("Born", "Date of birth must include a year with 4 numbers");
        kit.Http.Items[(typeof(DateBinder), "BORN")] = DateParts.Year;
        var html = await kit.RenderAsync(new Node(kit.Field<DateTagHelper>("Born", null, date => date.Label = "Date of birth")));
        var boxes = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelectorAll("input");
        boxes.Select(box => (box.GetAttribute("name"), box.GetAttribute("value"), box.ClassList.Contains("nhsuk-input--error")))
            .ShouldBe([("Born.Day", "31", false), ("Born.Month", "3", false), ("Born.Year", "80", true)]);
        FieldOrder.Of(kit.Http).Fields.Select(field => (field.Key, field.Target)).ShouldBe([("Born", "Born-year")]);
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMvcCore().AddDataAnnotations();
        return services.BuildServiceProvider();
    }

    private static async Task<(DateOnly? Bound, ModelStateDictionary State, HttpContext Http)> BindAsync(params (string Name, string Value)[] values)
    {
        var services = Services();
        var http = new DefaultHttpContext { RequestServices = services };
        var form = new FormCollection(values.ToDictionary(value => value.Name, value => new Microsoft.Extensions.Primitives.StringValues(value.Value), StringComparer.Ordinal));
        var state = new ModelStateDictionary();
        var context = DefaultModelBindingContext.CreateBindingContext(
            new ActionContext(http, new RouteData(), new ActionDescriptor(), state),
            new FormValueProvider(BindingSource.Form, form, CultureInfo.InvariantCulture),
            services.GetRequiredService<IModelMetadataProvider>().GetMetadataForProperty(typeof(Form), nameof(Form.Born)),
            bindingInfo: null,
            "Form.Born");
        await new DateBinder().BindModelAsync(context);
        return (context.Result.Model as DateOnly?, state, http);
    }

    private sealed class Context(ModelMetadata metadata) : ModelBinderProviderContext
    {
        public override BindingInfo BindingInfo { get; } = new();

        public override ModelMetadata Metadata { get; } = metadata;

        public override IModelMetadataProvider MetadataProvider { get; } = new EmptyModelMetadataProvider();

        public override IModelBinder CreateBinder(ModelMetadata metadata) => throw new NotSupportedException();
    }
}
