using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Dsr.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Tests.Ui;

public sealed class FieldsKeep
{
    private const string Nasty = "<script>alert('x')</script> \" onfocus=\"y";

    [Fact]
    public async Task What_was_typed_wins_over_the_model()
    {
        var kit = new Kit();
        kit.State.SetModelValue("Add.Name", "typed", "typed");
        var box = Parse(await kit.RenderAsync(new Node(kit.Field<InputTagHelper>("Add.Name", "stored")))).QuerySelector("input")!;
        box.GetAttribute("value").ShouldBe("typed");
        box.Id.ShouldBe("Add-Name");
        box.GetAttribute("name").ShouldBe("Add.Name");
    }

    [Fact]
    public async Task Text_of_users_is_text_in_every_field()
    {
        var kit = new Kit();
        kit.State.AddModelError("A", Nasty);
        var all = new List<string>
        {
            await kit.RenderAsync(new Node(kit.Field<InputTagHelper>("A", Nasty, field => (field.Label, field.Hint) = (Nasty, Nasty)))),
            await kit.RenderAsync(new Node(kit.Field<TextareaTagHelper>("A", Nasty, field => (field.Label, field.Hint, field.Max) = (Nasty, Nasty, 9)))),
            await kit.RenderAsync(new Node(kit.Field<SelectTagHelper>("A", Nasty, field => field.Options = [new SelectListItem(Nasty, Nasty)]))),
            await kit.RenderAsync(new Node(kit.Field<DateTagHelper>("A", null, field => (field.Label, field.Hint) = (Nasty, Nasty)))),
            await kit.RenderAsync(new Node(
                kit.Field<RadiosTagHelper>("A", Nasty, field => (field.Label, field.Hint) = (Nasty, Nasty)),
                new Node(new RadioTagHelper { Value = Nasty, Label = Nasty, Hint = Nasty }))),
            await kit.RenderAsync(new Node(new ErrorSummaryTagHelper { ViewContext = kit.ViewContext })),
            await kit.RenderAsync(new Node(new CardTagHelper { Heading = Nasty, Href = Nasty }, new Node(new CardActionTagHelper { Href = Nasty, About = Nasty }, "x"))),
            await kit.RenderAsync(new Node(new SummaryListTagHelper(), new Node(new RowTagHelper { Key = Nasty, Href = Nasty, About = Nasty }, "x"))),
            await kit.RenderAsync(new Node(new TimelineTagHelper(), new Node(new TimelineItemTagHelper { Title = Nasty, Who = Nasty }, "x"))),
            await kit.RenderAsync(new Node(new NotificationTagHelper { Heading = Nasty })),
            await kit.RenderAsync(new Node(new ChipTagHelper { Href = Nasty, About = Nasty }, "x")),
            await kit.RenderAsync(new Node(new NhsNumberTagHelper { Value = Nasty })),
            await kit.RenderAsync(new Node(new RatingTagHelper { Colour = Nasty })),
        };
        foreach (var html in all)
        {
            var page = Parse(html);
            page.QuerySelectorAll("script").ShouldBeEmpty(html);
            page.All.SelectMany(element => element.Attributes).ShouldNotContain(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), html);
        }
    }

    [Fact]
    public async Task A_password_is_never_sent_back()
    {
        var kit = new Kit();
        kit.State.SetModelValue("Secret", "hunter2", "hunter2");
        (await kit.RenderAsync(new Node(kit.Field<InputTagHelper>("Secret", "hunter2", field => field.Type = "password")))).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Errors_are_listed_in_the_order_of_the_page_and_the_page_itself_last()
    {
        var kit = new Kit();
        kit.State.AddModelError("", "Someone else is not allowed");
        kit.State.AddModelError("Born", "Enter the date");
        kit.State.AddModelError("Reason", "Enter a reason");
        kit.State.AddModelError("Reason", "Reason is second");
        kit.State.AddModelError("Colour", "Select a rating");
        kit.State.AddModelError("More", "Enter more");
        await kit.RenderAsync(new Node(
            kit.Field<RadiosTagHelper>("Colour", null, field => field.Label = "Rating"),
            new Node(new RadioTagHelper { Value = "red", Label = "Red" }, new Node(kit.Field<InputTagHelper>("More", null))),
            new Node(new RadioTagHelper { Value = "green", Label = "Green" })));
        await kit.RenderAsync(new Node(kit.Field<TextareaTagHelper>("Reason", null)));
        await kit.RenderAsync(new Node(kit.Field<DateTagHelper>("Born", null)));
        var summary = Parse(await kit.RenderAsync(new Node(new ErrorSummaryTagHelper { ViewContext = kit.ViewContext })));
        summary.QuerySelectorAll("li").Select(item => (item.TextContent, item.QuerySelector("a")?.GetAttribute("href"))).ShouldBe(
        [
            ("Select a rating", "#Colour"), ("Enter more", "#More"), ("Enter a reason", "#Reason"), ("Enter the date", "#Born-day"), ("Someone else is not allowed", null),
        ]);
    }

    [Fact]
    public async Task No_error_no_summary()
    {
        var kit = new Kit();
        (await kit.RenderAsync(new Node(new ErrorSummaryTagHelper { ViewContext = kit.ViewContext }))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ticked_boxes_stay_ticked_and_one_box_binds_to_yes()
    {
        var kit = new Kit();
        kit.State.SetModelValue("Ways", new[] { "post", "phone" }, "post,phone");
        var many = Parse(await kit.RenderAsync(new Node(
            kit.Field<CheckboxesTagHelper>("Ways", new List<string> { "email" }, field => field.Label = "Ways"),
            new Node(new CheckboxTagHelper { Value = "email", Label = "Email" }),
            new Node(new CheckboxTagHelper { Value = "phone", Label = "Phone" }),
            new Node(new CheckboxTagHelper { Value = "post", Label = "Post" }))));
        many.QuerySelectorAll<IHtmlInputElement>("input").Select(box => (box.Id, box.IsChecked)).ShouldBe([("Ways", false), ("Ways-2", true), ("Ways-3", true)]);
        var one = Parse(await kit.RenderAsync(new Node(kit.Field<CheckboxesTagHelper>("Agree", true), new Node(new CheckboxTagHelper { Label = "I agree" }))));
        one.QuerySelector<IHtmlInputElement>("input")!.IsChecked.ShouldBeTrue();
    }

    [Fact]
    public async Task A_form_carries_token_key_and_version()
    {
        var kit = new Kit();
        var form = Parse(await Form(kit)).QuerySelector("form")!;
        form.GetAttribute("method").ShouldBe("post");
        form.HasAttribute("novalidate").ShouldBeTrue();
        Value(form, "Version").ShouldBe("7");
        Value(form, "__token").ShouldBe("t0ken");
        Value(form, "_key").ShouldMatch("^[0-9a-f]{32}$");
        Value(Parse(await Form(kit)).QuerySelector("form")!, "_key").ShouldNotBe(Value(form, "_key"));
    }

    [Fact]
    public async Task The_form_that_was_posted_keeps_its_key_and_no_other_form_gets_it()
    {
        var kit = new Kit();
        kit.Http.Request.Method = "POST";
        kit.Http.Request.Path = "/people/K7P2MX/updates/add";
        kit.Http.Request.ContentType = "application/x-www-form-urlencoded";
        kit.Http.Request.Form = new FormCollection(new(StringComparer.Ordinal) { ["_key"] = "0123456789abcdef0123456789abcdef" });
        Value(Parse(await Form(kit, "Remove")).QuerySelector("form")!, "_key").ShouldNotBe("0123456789abcdef0123456789abcdef");
        Value(Parse(await Form(kit)).QuerySelector("form")!, "_key").ShouldBe("0123456789abcdef0123456789abcdef");
        Value(Parse(await Form(kit)).QuerySelector("form")!, "_key").ShouldNotBe("0123456789abcdef0123456789abcdef");
    }

    [Fact]
    public async Task A_key_that_is_not_ours_is_not_kept()
    {
        var kit = new Kit();
        kit.Http.Request.Method = "POST";
        kit.Http.Request.ContentType = "application/x-www-form-urlencoded";
        kit.Http.Request.Form = new FormCollection(new(StringComparer.Ordinal) { ["_key"] = "\"><b>not hexadecimal at all</b>" });
        Value(Parse(await Form(kit)).QuerySelector("form")!, "_key").ShouldMatch("^[0-9a-f]{32}$");
    }

    [Fact]
    public void Charts_are_pictures_with_words_and_without_style()
    {
        using var writer = new StringWriter();
        BarChart.Draw("c", Nasty, "Amber rose.", [new(Nasty, new BarPart("Red", 10, "10", "red"), new BarPart("Amber", null, "hidden", "amber")), new("B", new BarPart("Red", 5, "5", "red"))], "Rounded")
            .WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        var page = Parse(writer.ToString());
        page.QuerySelectorAll("script, [style]").ShouldBeEmpty();
        page.QuerySelectorAll("rect").Select(bar => bar.GetAttribute("width")).ShouldBe(["598", "298"]);
        page.QuerySelectorAll("text").ShouldContain(text => text.TextContent == "Red 10, Amber hidden");
        var svg = page.QuerySelector("svg")!;
        svg.GetAttribute("aria-labelledby")!.Split(' ').ShouldAllBe(id => page.GetElementById(id) != null);
    }

    private static Task<string> Form(Kit kit, string? handler = null) =>
        kit.RenderAsync(new Node(new DsrFormTagHelper(new Tokens(), TimeProvider.System) { ViewContext = kit.ViewContext, Version = 7, Handler = handler }, "x"));

    private static string Value(IElement form, string name) => form.QuerySelector($"input[type=hidden][name={name}]")!.GetAttribute("value")!;

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private sealed class Tokens : IAntiforgery
    {
        private readonly AntiforgeryTokenSet _set = new("t0ken", "cookie", "__token", "X-Token");

        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => _set;

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => _set;

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(true);

        public void SetCookieTokenAndHeader(HttpContext httpContext)
        {
        }

        public Task ValidateRequestAsync(HttpContext httpContext) => Task.CompletedTask;
    }
}
