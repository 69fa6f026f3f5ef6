using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Dsr.Ui;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Tests.Ui;

/// <summary>Every variant that our tag helpers can say gives the same DOM as nhsuk-frontend 10.6.1 gives.</summary>
public sealed partial class KitMatchesNhsukFrontend
{
    /// <summary>What the kit has and ours leaves out, by component and parameter, with the reason. "*" is every component.</summary>
    private static readonly (string Component, string Parameter, string Why)[] LeftOut =
    [
        ("*", "disabled", "a control nobody can use is left off the page instead"),
        ("*", "items.disabled", "as disabled"),
        ("*", "year.disabled", "as disabled"),
        ("*", "label.id", "ids come from the model"),
        ("*", "fieldset.legend.id", "ids come from the model"),
        ("*", "heading.id", "ids come from the model"),
        ("*", "id", "the element's own id is written on the tag by the page"),
        ("*", "classes", "no page needs it"),
        ("*", "attributes.tabindex", "no page needs it"),
        ("*", "hint.html", "hints are plain text"),
        ("*", "heading.html", "headings are plain text"),
        ("*", "heading.classes", "no page needs it"),
        ("*", "actions.items.type", "an action of a card or row is a link; what changes something is a form"),
        ("*", "errorMessage", "an error always has words"),
        ("*", "formGroup.afterInput.html", "a control and its button are two elements here"),
        ("*", "disableAutoFocus", "focus always moves to what just happened"),
        ("input", "prefix", "no page needs it"),
        ("input", "prefix.text", "no page needs it"),
        ("input", "prefix.html", "no page needs it"),
        ("input", "suffix", "no page needs it"),
        ("input", "suffix.text", "no page needs it"),
        ("input", "suffix.html", "no page needs it"),
        ("input", "width", "widths are numbers of characters"),
        ("file-upload", "chooseFilesButtonClassList", "no page needs it"),
        ("file-upload", "multiple", "one file at a time"),
        ("character-count", "textareaDescriptionText", "the maximum is the validator's"),
        ("character-count", "countType", "characters only"),
        ("character-count", "threshold", "the count is always there"),
        ("character-count", "maxwords", "characters only"),
        ("character-count", "attributes.maxlength", "what is typed over the limit is kept, and said"),
        ("character-count", "charactersUnderLimitText.one", "English only"),
        ("checkboxes", "items.behaviour", "\"select all\" is not used"),
        ("checkboxes", "items.behaviourGroup", "\"none of these\" belongs to its own question"),
        ("checkboxes", "items.name", "one question, one name"),
        ("checkboxes", "items.exclusive", "deprecated by the kit"),
        ("checkboxes", "items.exclusiveGroup", "deprecated by the kit"),
        ("checkboxes", "inline", "boxes stand one below the other"),
        ("date-input", "day", "our dates are whole dates"),
        ("date-input", "year", "our dates are whole dates"),
        ("date-input", "items.name", "our dates are whole dates"),
        ("date-input", "items.width", "our dates are whole dates"),
        ("date-input", "namePrefix", "names come from the model"),
        ("date-input", "month.value", "our dates are whole dates"),
        ("date-input", "month.error", "our dates are whole dates"),
        ("date-input", "values.month", "our dates are whole dates"),
        ("date-input", "day.label", "English only"),
        ("select", "items.divider", "no page needs it"),
        ("button", "variant", "log in stands as a main button; no page needs a solid background"),
        ("button", "preventDoubleClick", "on without asking, or not there"),
        ("password-input", "width", "one width"),
        ("password-input", "button.disabled", "as disabled"),
        ("password-input", "showPasswordText", "English only"),
        ("password-input", "button.preventDoubleClick", "no page needs it"),
        ("button", "icon.name", "buttons say it in words"),
        ("card", "href", "a link in a heading that is not the whole card is written by the page"),
        ("card", "image.html", "no pictures in cards"),
        ("card", "image.src", "no pictures in cards"),
        ("card", "heading.size", "care cards have one size"),
        ("card", "variant", "the navigation cards of nhs.uk are not used"),
        ("card", "actions.items.visuallyHiddenText", "an action is about its card's heading unless it says otherwise in brackets"),
        ("summary-list", "rows.actions.items.href", "one action for a row"),
        ("summary-list", "rows.actions.items.type", "as actions.items.type"),
        ("summary-list", "rows.key.width", "widths are the kit's"),
        ("summary-list", "rows.border", "no page needs it"),
        ("summary-list", "card.clickable", "a card of facts is not a link"),
        ("summary-list", "card.actions.items.type", "as actions.items.type"),
        ("summary-list", "card.variant", "care cards hold advice, not facts"),
        ("error-summary", "description", "the errors speak for themselves"),
        ("error-summary", "description.text", "the errors speak for themselves"),
        ("error-summary", "description.html", "the errors speak for themselves"),
        ("error-summary", "heading", "the heading is always There is a problem"),
        ("error-summary", "heading.text", "the heading is always There is a problem"),
        ("panel", "heading.size", "one size, and the interruption's own"),
        ("panel", "heading.level", "a panel's heading is the page's"),
        ("notification-banner", "role", "the kind decides"),
        ("notification-banner", "title", "Success or Important"),
        ("notification-banner", "title.text", "Success or Important"),
        ("notification-banner", "heading.element", "the content decides"),
        ("pagination", "items.number", "lists are paged by key, without numbers"),
        ("pagination", "previous.text", "English only"),
        ("pagination", "previousUrl", "deprecated by the kit"),
        ("details", "summary.html", "the line to press is plain text"),
        ("tag", "border", "the only tag without a border is the plain one of a task list"),
        ("tag", "colour", "one name for a colour"),
        ("task-list", "items.status.classes", "deprecated by the kit"),
        ("task-list", "items.status", "a status is a tag"),
        ("task-list", "items.status.text", "a status is a tag"),
    ];

    /// <summary>Variants left out as a whole, with the reason.</summary>
    private static readonly Dictionary<string, string> LeftOutVariants = new(StringComparer.Ordinal)
    {
        ["character-count: to configure in JavaScript"] = "the maximum is the validator's",
        ["character-count: with neither maxlength, maxwords nor textarea description set"] = "the maximum is the validator's",
        ["checkboxes: with conditional content, special characters"] = "ids come from the model",
        ["radios: with conditional content, special characters"] = "ids come from the model",
        ["date-input: with errors only"] = "an error always has words",
        ["date-input: with errors only (using items)"] = "an error always has words",
        ["error-summary: with description via call block"] = "the errors speak for themselves",
        ["task-list: with empty items"] = "there are no empty tasks, so none is counted",
        ["file-upload: button"] = "its one parameter is an empty list",
        ["summary-list: as a card (feature) with custom HTML"] = "a row says itself what its action is about",
        ["error-summary: without error link (mixed)"] = "what is wrong with the page as a whole comes after its fields",
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task A_variant_gives_the_dom_of_nhsuk_frontend(string component, int index, string name)
    {
        var fixture = Fixtures(component)[index];
        var html = await RenderAsync(component, new FixtureParameters(fixture["context"]), fixture["html"]!.ToString());
        Dom.Normal(html).ShouldBe(Dom.Normal(fixture["html"]!.ToString()), $"{component}: {name}");
    }

    [Fact]
    public async Task Every_variant_is_compared_or_left_out_for_a_reason()
    {
        var compared = 0;
        var unexplained = new List<string>();
        foreach (var component in Components)
        {
            foreach (var fixture in Fixtures(component))
            {
                var parameters = new FixtureParameters(fixture["context"]);
                await RenderAsync(component, parameters, fixture["html"]!.ToString());
                var left = parameters.Left();
                if (LeftOutVariants.ContainsKey($"{component}: {fixture["name"]}"))
                {
                    continue;
                }

                if (left.Count == 0)
                {
                    compared++;
                }
                else if (!left.Any(path => LeftOut.Any(entry => entry.Component is "*" || entry.Component == component ? entry.Parameter == path : false)))
                {
                    unexplained.Add($"{component}: {fixture["name"]}: {string.Join(", ", left)}");
                }
            }
        }

        unexplained.ShouldBeEmpty();
        compared.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("<a class=\"b c\" href=\"#\">x</a>", "<a href='#' class='c b'> x </a>", true)]
    [InlineData("<a class=\"b\">x</a>", "<a class=\"c\">x</a>", false)]
    [InlineData("<p id=\"a\">x</p>", "<p id=\"b\">x</p>", false)]
    [InlineData("<p><b>x</b></p>", "<p>x</p>", false)]
    [InlineData("<p>x</p>", "<p>y</p>", false)]
    [InlineData("<input checked>", "<input checked=\"\">", true)]
    [InlineData("<input checked>", "<input>", false)]
    [InlineData("<span class=\"nhsuk-u-visually-hidden\"> x</span>", "<span class=\"nhsuk-u-visually-hidden\">x</span>", false)]
    public void The_comparison_sees_what_counts(string one, string other, bool same) =>
        string.Equals(Dom.Normal(one), Dom.Normal(other), StringComparison.Ordinal).ShouldBe(same);

    [Fact]
    public void The_page_shell_has_the_kits_skip_link_and_back_link()
    {
        var shell = File.ReadAllText(Path.Combine(Root(), "src/Shared/Dsr.Ui/Shell/_Layout.cshtml"));
        Dom.Normal(SkipLink().Match(shell).Value).ShouldBe(Dom.Normal(Fixtures("skip-link")[0]["html"]!.ToString()));
        Dom.Normal(BackLink().Match(shell).Value.Replace("@back", "#", StringComparison.Ordinal))
            .ShouldBe(Dom.Normal(Fixtures("back-link")[0]["html"]!.ToString()));
    }

    [GeneratedRegex("<a class=\"nhsuk-skip-link\".*?</a>")]
    private static partial Regex SkipLink();

    [GeneratedRegex("<a class=\"nhsuk-back-link\".*?</a>")]
    private static partial Regex BackLink();

    private static readonly string[] Components =
    [
        "button", "card", "character-count", "checkboxes", "date-input", "details", "error-summary", "file-upload", "input", "inset-text",
        "notification-banner", "pagination", "panel", "password-input", "radios", "select", "summary-list", "tabs", "tag", "task-list", "textarea",
    ];

    public static TheoryData<string, int, string> Variants()
    {
        var variants = new TheoryData<string, int, string>();
        foreach (var component in Components)
        {
            var fixtures = Fixtures(component);
            for (var index = 0; index < fixtures.Count; index++)
            {
                var name = fixtures[index]["name"]!.ToString();
                var parameters = new FixtureParameters(fixtures[index]["context"]);
                RenderAsync(component, parameters, fixtures[index]["html"]!.ToString()).GetAwaiter().GetResult();
                if (parameters.Left().Count == 0 && !LeftOutVariants.ContainsKey($"{component}: {name}"))
                {
                    variants.Add(component, index, name);
                }
            }
        }

        return variants;
    }

    private static List<JsonNode> Fixtures(string component) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "tests/Ui/fixtures", component + ".json")))!.AsArray().Select(fixture => fixture!)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dsr.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Dsr.sln is not above the tests.");
        }

        return folder.FullName;
    }

    private static async Task<string> RenderAsync(string component, FixtureParameters p, string html)
    {
        var kit = new Kit();
        return component switch
        {
            "button" => await kit.RenderAsync(new Node(
                new ButtonTagHelper
                {
                    Kind = p.Peek("variant") is "secondary" or "warning" or "reverse" ? p.Value("variant") : null,
                    Small = p.Flag("small"),
                    Href = p.Value("href"),
                    PreventDoubleClick = p.Peek("preventDoubleClick") is "true" && p.Flag("preventDoubleClick"),
                },
                Encoded(p.Text("text")))),
            "card" => await CardAsync(kit, p, "", html),
            "character-count" => await TextareaAsync(kit, p),
            "textarea" => await TextareaAsync(kit, p),
            "checkboxes" => await ChoicesAsync(kit, p, radios: false),
            "radios" => await ChoicesAsync(kit, p, radios: true),
            "date-input" => await DateAsync(kit, p),
            "details" => await kit.RenderAsync(new Node(
                new DetailsTagHelper
                {
                    Summary = p.Text("summary") ?? "",
                    Open = p.Flag("open"),
                    Expander = p.Peek("classes") is "nhsuk-expander" && p.Value("classes") is not null,
                },
                Content(p, html, ".nhsuk-details__text"))),
            "error-summary" => await ErrorSummaryAsync(kit, p),
            "file-upload" => await kit.RenderAsync(new Node(Field<FileTagHelper>(kit, p))),
            "input" => await kit.RenderAsync(new Node(Field<InputTagHelper>(kit, p, input =>
            {
                input.Type = p.Value("type") ?? "text";
                input.Code = p.Flag("code");
                input.Autocomplete = p.Value("autocomplete");
                input.Inputmode = p.Value("inputmode");
                input.Spellcheck = p.Value("spellcheck") is { } check ? check is "true" : true;
                input.Width = int.TryParse(p.Peek("width"), out _) ? int.Parse(p.Value("width")!) : null;
            })
            .Also(input => input.Spellcheck = input.Code ? false : input.Spellcheck))
            {
                Attributes = p.Peek("classes") is { } css && !css.Contains("nhsuk-input--width", StringComparison.Ordinal) && p.Value("classes") is not null ? [new("class", css)] : [],
            }),
            "password-input" => await kit.RenderAsync(new Node(Field<InputTagHelper>(kit, p, input =>
            {
                input.Type = "password";
                input.Autocomplete = p.Value("autocomplete");
                input.Code = p.Flag("code");
            }))),
            "inset-text" => await kit.RenderAsync(new Node(new InsetTagHelper(), p.Peek("text") is null ? Content(p, html, ".nhsuk-inset-text", ".nhsuk-u-visually-hidden") : $"<p>{Encoded(p.Text("text"))}</p>")),
            "notification-banner" => await NotificationAsync(kit, p, html),
            "pagination" => await kit.RenderAsync(new Node(new PaginationTagHelper
            {
                Previous = p.Value("previous.href"),
                PreviousLabel = p.Text("previous.label"),
                Next = p.Value("next.href"),
                NextLabel = p.Text("next.label"),
            })),
            "panel" => await kit.RenderAsync(new Node(
                new PanelTagHelper
                {
                    Heading = p.Text("heading") ?? "",
                    Interruption = p.Peek("variant") is "interruption" && p.Value("variant") is not null,
                },
                Content(p, html, ".nhsuk-panel__body"))),
            "select" => await kit.RenderAsync(new Node(Field<SelectTagHelper>(kit, p, select =>
                select.Options = [.. Enumerable.Range(0, p.Count("items")).Where(i => !p.Has($"items.{i}.divider"))
                    .Select(i => new SelectListItem(p.Value($"items.{i}.text"), p.Value($"items.{i}.value")))]))),
            "summary-list" => await SummaryListAsync(kit, p, html),
            "tabs" => await kit.RenderAsync(new Node(new TabsTagHelper { Title = p.Value("visuallyHiddenText") ?? "Contents" }, [.. Enumerable.Range(0, p.Count("items")).Select(i => new Node(
                new TabTagHelper { Id = p.Value($"items.{i}.id") ?? $"{p.Value("idPrefix")}-{i + 1}", Heading = p.Value($"items.{i}.label") ?? "" },
                p.Value($"items.{i}.panel.html") ?? ""))])),
            "tag" => await kit.RenderAsync(new Node(
                new TagTagHelper { Colour = p.Peek("colour") is "false" ? null : p.Value("colour") },
                Content(p, html, ".nhsuk-tag"))),
            "task-list" => await TaskListAsync(kit, p),
            _ => throw new ArgumentOutOfRangeException(nameof(component), component, "No way to render it"),
        };
    }

    private static T Field<T>(Kit kit, FixtureParameters p, Action<T>? set = null, string group = "label") where T : FieldTagHelper, new()
    {
        var name = p.Value("name");
        name = p.Value("id") ?? p.Value("idPrefix") ?? name ?? "example";
        var field = kit.Field<T>(name, p.Value("value"));
        Common(kit, p, field, name, group);
        set?.Invoke(field);
        return field;
    }

    private static void Common(Kit kit, FixtureParameters p, FieldTagHelper field, string name, string group)
    {
        field.Label = p.Value(group + ".heading");
        field.Heading = field.Label is not null;
        field.Label ??= p.Text(group);
        field.Size = p.Value(group + ".size") ?? "none";
        field.Hint = p.Text("hint") ?? (p.Peek("hint.html") is { } html && Marks().Replace(html, "") is var plain && !plain.Contains('<', StringComparison.Ordinal) && p.Value("hint.html") is not null ? plain : null);
        if (p.Peek("errorMessage") is not "true" && p.Text("errorMessage") is { } error)
        {
            kit.State.AddModelError(name, error);
        }
    }

    [GeneratedRegex("</?span[^>]*>")]
    private static partial Regex Marks();

    private static Task<string> TextareaAsync(Kit kit, FixtureParameters p) => kit.RenderAsync(new Node(Field<TextareaTagHelper>(kit, p, area =>
    {
        area.Max = int.TryParse(p.Value("maxlength"), out var max) ? max : null;
        area.Rows = int.TryParse(p.Value("rows"), out var rows) ? rows : 5;
    }))
    {
        Attributes = p.Value("autocomplete") is { } autocomplete ? [new("autocomplete", autocomplete)] : [],
    });

    private static Task<string> ChoicesAsync(Kit kit, FixtureParameters p, bool radios)
    {
        var children = new List<object>();
        for (var i = 0; i < p.Count("items"); i++)
        {
            var at = $"items.{i}";
            if (p.Value(at + ".divider") is { } divider)
            {
                children.Add(new Node(new DividerTagHelper(), Encoded(divider)));
                continue;
            }

            var value = p.Value(at + ".value") ?? "";
            var label = p.Value(at + ".text") ?? "";
            var hint = p.Text(at + ".hint");
            object[] more = p.Value(at + ".conditional.html") is { } html ? [html] : [];
            children.Add(radios
                ? new Node(new RadioTagHelper { Value = value, Label = label, Hint = hint }, more)
                : new Node(
                    new CheckboxTagHelper
                    {
                        Value = value,
                        Label = label,
                        Hint = hint,
                        Exclusive = p.Peek(at + ".behaviour") is "exclusive" && p.Value(at + ".behaviour") is not null,
                    },
                    more));
        }

        if (radios)
        {
            return kit.RenderAsync(new Node(
                Field<RadiosTagHelper>(kit, p, group => (group.Inline, group.Small) = (p.Flag("inline"), p.Flag("small")), "fieldset.legend"),
                [.. children]));
        }

        var name = p.Value("idPrefix");
        name ??= p.Peek("name") ?? "example";
        p.Value("name");
        var boxes = kit.Field<CheckboxesTagHelper>(name, Enumerable.Range(0, p.Count("values")).Select(i => p.Value($"values.{i}")).ToList());
        Common(kit, p, boxes, name, "fieldset.legend");
        boxes.Small = p.Flag("small");
        return kit.RenderAsync(new Node(boxes, [.. children]));
    }

    private static Task<string> DateAsync(Kit kit, FixtureParameters p)
    {
        var date = Field<DateTagHelper>(kit, p, null, "fieldset.legend");
        var name = date.For.Name;
        var wrong = DateParts.None;
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var whole = p.Count("items") == 3 && p.Peek("items.0.name") is "day" && p.Peek("items.1.name") is "month" && p.Peek("items.2.name") is "year";
        var bday = false;
        foreach (var (part, index) in new[] { ("day", 0), ("month", 1), ("year", 2) })
        {
            if (!whole && (p.Count("items") > 0 || !Whole(p)))
            {
                break;
            }

            var item = $"items.{index}";
            if (whole)
            {
                p.Value(item + ".name");
                p.Value(item + ".width");
            }

            values[part] = p.Value($"values.{part}") ?? p.Value($"{part}.value") ?? p.Value(item + ".value");
            bday |= (p.Value($"{part}.autocomplete") ?? p.Value(item + ".autocomplete")) is not null;
            if (p.Flag($"{part}.error") | p.Flag(item + ".error"))
            {
                wrong |= Enum.Parse<DateParts>(part, ignoreCase: true);
            }
        }

        foreach (var (part, value) in values)
        {
            if (value is not null)
            {
                kit.State.SetModelValue($"{name}.{part}", value, value);
            }
        }

        date.Autocomplete = bday ? "bday" : null;
        if (wrong is not DateParts.None)
        {
            kit.Http.Items[(typeof(DateBinder), name.ToUpperInvariant())] = wrong;
        }

        return kit.RenderAsync(new Node(date));
    }

    // "month and year" leaves the day out by naming only two parts
    private static bool Whole(FixtureParameters p) => p.Has("day") || !(p.Has("month") || p.Has("year")) || p.Has("values.day");

    private static Task<string> ErrorSummaryAsync(Kit kit, FixtureParameters p)
    {
        if (p.Peek("heading.text") is "There is a problem")
        {
            p.Value("heading.text");
        }

        for (var i = 0; i < p.Count("errorList"); i++)
        {
            if (p.Value($"errorList.{i}.text") is { } words)
            {
                var key = $"Field{i}";
                if (p.Value($"errorList.{i}.href") is { } href)
                {
                    FieldOrder.Of(kit.Http).Fields.Add(new RenderedField(key, href[1..], "", ""));
                }

                kit.State.AddModelError(key, words);
            }
        }

        return kit.RenderAsync(new Node(new ErrorSummaryTagHelper { ViewContext = kit.ViewContext }));
    }

    private static Task<string> NotificationAsync(Kit kit, FixtureParameters p, string fixture)
    {
        var heading = p.Text("heading");
        var html = p.Value("html");
        var text = p.Text("text");
        return kit.RenderAsync(new Node(
            new NotificationTagHelper
            {
                Kind = p.Peek("variant") is "success" && p.Value("variant") is not null ? "success" : "information",
                Heading = heading ?? text,
            },
            html ?? (heading is null && text is not null ? "" : text is null
                ? Inner(fixture, ".nhsuk-notification-banner__content", heading is null ? ".none" : ".nhsuk-notification-banner__heading")
                : $"<p class=\"nhsuk-body\">{Encoded(text)}</p>")));
    }

    private static Task<string> TaskListAsync(Kit kit, FixtureParameters p) => kit.RenderAsync(new Node(
        new TaskListTagHelper { Prefix = p.Value("idPrefix") ?? "" },
        [.. Enumerable.Range(0, p.Count("items")).Where(i => p.Has($"items.{i}.href") || p.Has($"items.{i}.heading") || p.Has($"items.{i}.title")).Select(i =>
        {
            var at = $"items.{i}";
            p.Value(at + ".status.tag.colour");
            p.Value(at + ".status.tag.border");
            p.Value(at + ".status.tag.classes");
            return new Node(
                new TaskTagHelper { Href = p.Value(at + ".href"), Hint = p.Text(at + ".hint"), Status = p.Value(at + ".status.tag.text") ?? "" },
                Encoded(p.Text(at + ".heading") ?? p.Text(at + ".title")));
        })]));

    private static Task<string> SummaryListAsync(Kit kit, FixtureParameters p, string html) =>
        p.Has("card") ? CardAsync(kit, p, "card.", html, Rows(p)) : kit.RenderAsync(
            Rows(p),
            p.Value("lastRowBorder") is "false" ? new() { [typeof(CardScope)] = new CardScope { Heading = null } } : null);

    private static Node Rows(FixtureParameters p)
    {
        p.Value("lastRowBorder");
        var rows = Enumerable.Range(0, p.Count("rows")).Select(i =>
        {
            var at = $"rows.{i}";
            var action = p.Count(at + ".actions.items") > 0 ? at + ".actions.items.0" : at + ".actions.0";
            var several = p.Count(at + ".actions.items") > 1 || p.Count(at + ".actions") > 1;
            var row = new RowTagHelper { Key = p.Text(at + ".key") ?? "" };
            if (!several && p.Peek(action + ".visuallyHiddenText") is not null && p.Has(action + ".href"))
            {
                row.Href = p.Value(action + ".href");
                row.Action = p.Value(action + ".text") ?? "";
                row.About = p.Value(action + ".visuallyHiddenText");
            }

            return (object)new Node(row, p.Value(at + ".value.html") ?? Encoded(p.Text(at + ".value")));
        });
        return new Node(new SummaryListTagHelper { Border = p.Value("border") is not "false" }, [.. rows]);
    }

    private static Task<string> CardAsync(Kit kit, FixtureParameters p, string at, string html, params object[] content)
    {
        var heading = p.Text(at + "heading");
        var level = int.TryParse(p.Value(at + "heading.level"), out var given) ? given : 2;
        var variant = p.Peek(at + "variant");
        var description = p.Value(at + "description.html") ?? (p.Text(at + "description") is { } words ? $"<p class=\"nhsuk-card__description\">{words}</p>" : null);
        if (description is not null)
        {
            content = [description, .. content];
        }
        else if (content.Length == 0)
        {
            content = [Inner(html, ".nhsuk-card__content", ".nhsuk-card__heading")];
        }

        if (variant is "emergency" or "urgent" or "non-urgent" && at.Length == 0)
        {
            p.Value("variant");
            return kit.RenderAsync(new Node(new CareCardTagHelper { Kind = variant, Heading = heading ?? "", Level = level }, content));
        }

        var list = p.Count(at + "actions.items") > 0 ? at + "actions.items" : at + "actions";
        var actions = Enumerable.Range(0, p.Count(list)).Where(i => p.Has($"{list}.{i}.href")).Select(i => (object)new Node(
            new CardActionTagHelper { Href = p.Value($"{list}.{i}.href") ?? "" },
            Encoded(p.Value($"{list}.{i}.text"))));
        return kit.RenderAsync(new Node(
            new CardTagHelper
            {
                Heading = heading,
                Level = level,
                Size = p.Value(at + "heading.size") ?? "none",
                Kind = variant is "feature" or "secondary" or "warning" ? p.Value(at + "variant") : null,
                Href = p.Flag(at + "clickable") ? p.Value(at + "href") : null,
            },
            [.. actions, .. content]));
    }

    // some fixtures have their content in the template that made them: it is taken from the result
    private static string Content(FixtureParameters p, string html, string within, string except = ".none") =>
        p.Value("html") ?? (p.Text("text") is { } text ? Encoded(text) : Inner(html, within, except));

    private static string Inner(string html, string within, string except)
    {
        var element = new HtmlParser().ParseDocument(html).QuerySelector(within)!;
        foreach (var outside in element.QuerySelectorAll(except).Take(1).ToList())
        {
            outside.Remove();
        }

        return element.InnerHtml;
    }

    private static string Encoded(string? text) => System.Net.WebUtility.HtmlEncode(text ?? "");
}

internal static class Chain
{
    public static T Also<T>(this T value, Action<T> act)
    {
        act(value);
        return value;
    }
}
