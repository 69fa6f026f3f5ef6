using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dsr.Tests.Ui;

/// <summary>What browsers load: nothing of another host, nothing with the NHS logo or typeface, and the build as committed.</summary>
public sealed partial class AssetsAreOurs
{
    private static readonly string Kit = Path.Combine(Root(), "src/Shared/Dsr.Ui");

    private static readonly string Lib = Path.Combine(Kit, "wwwroot/lib");

    [Fact]
    public void The_styles_name_neither_the_nhs_font_nor_another_host()
    {
        var css = File.ReadAllText(Path.Combine(Lib, "dsr.css"));
        css.Length.ShouldBeGreaterThan(200_000);
        css.ShouldNotContain("assets.nhs.uk");
        css.ShouldNotContain("Frutiger");
        css.ShouldNotContain("@import");
        css.ShouldContain("font-family");
        foreach (var file in Urls().Matches(css).Select(url => url.Groups[1].Value.Trim('"', '\'')))
        {
            file.ShouldStartWith("/lib/");
            File.Exists(Path.Combine(Lib, file["/lib/".Length..])).ShouldBeTrue(file);
        }
    }

    [Fact]
    public void Only_the_files_we_mean_to_ship_are_there() =>
        Directory.EnumerateFiles(Lib, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Lib, file).Replace('\\', '/')).Where(file => !file.StartsWith("easy/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(
        [
            "app.js", "dsr-add-another.js", "dsr-autosave.js", "dsr-public.js", "dsr-refresh.js", "dsr-timeout.js", "dsr.css", "favicon.svg", "js-enabled.js", "nhsuk/LICENCE.txt",
            "nhsuk/assets/images/nhsuk-icon-arrow-down.svg", "nhsuk/assets/images/nhsuk-icon-arrow-up-down.svg", "nhsuk/assets/images/nhsuk-icon-arrow-up.svg",
            "nhsuk/assets/images/nhsuk-icon-cross.svg", "nhsuk/nhsuk-frontend.min.js",
        ]);

    [Fact]
    public void The_drawings_of_the_easy_read_are_the_sources_as_they_are()
    {
        var drawings = Directory.EnumerateFiles(Path.Combine(Kit, "assets/easy")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Directory.EnumerateFiles(Path.Combine(Lib, "easy")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(drawings);
        foreach (var drawing in drawings) File.ReadAllText(Path.Combine(Lib, "easy", drawing!)).ShouldBe(File.ReadAllText(Path.Combine(Kit, "assets/easy", drawing!)), drawing);
    }

    [Fact]
    public void Our_scripts_are_the_sources_as_they_are_and_short()
    {
        foreach (var source in Directory.EnumerateFiles(Path.Combine(Kit, "assets/js")))
        {
            var shipped = Path.Combine(Lib, Path.GetFileName(source));
            File.ReadAllText(shipped).ShouldBe(File.ReadAllText(source), Path.GetFileName(source));
            File.ReadAllLines(source).Length.ShouldBeLessThanOrEqualTo(100, Path.GetFileName(source));
        }
    }

    [Fact]
    public void The_kit_is_pinned_and_its_lock_names_no_registry()
    {
        JsonNode.Parse(File.ReadAllText(Path.Combine(Kit, "assets/package.json")))!["devDependencies"]!["nhsuk-frontend"]!.ToString().ShouldBe("10.6.1");
        var text = File.ReadAllText(Path.Combine(Kit, "assets/package-lock.json"));
        text.ShouldNotContain("://");
        var packages = JsonNode.Parse(text)!["packages"]!.AsObject().Where(package => package.Key.Length > 0).ToList();
        packages.Count.ShouldBeGreaterThan(1);
        packages.ShouldAllBe(package => package.Value!["integrity"] != null);
    }

    [GeneratedRegex(@"url\(([^)]+)\)")]
    private static partial Regex Urls();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dsr.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Dsr.sln is not above the tests.");
        }

        return folder.FullName;
    }
}
