using Dsr.Host.Commands;
using Dsr.Host.Jobs;
using Dsr.Shared;
using Dsr.Ui;

namespace Dsr.Host;

/// <summary>Puts the program together and runs the verb it was called with.</summary>
internal static class Register
{
    public static async Task<int> RunAsync(string[] arguments, Module[] modules)
    {
        var words = arguments.TakeWhile(word => !word.StartsWith('-')).ToArray();
        var verb = words.FirstOrDefault() ?? "serve";
        try
        {
            var builder = WebApplication.CreateBuilder([.. arguments.Skip(words.Length).Where(word => word != "--demo")]);
            var listening = builder.Configuration["urls"]?.Split(';')[0] ?? "http://localhost:5080";
            var settings = Settings.Read(builder.Configuration, builder.Environment.IsProduction(), arguments.Any(word => word is "--demo" or "--demo=true"), listening);

            // reading the areas takes a fifth of a start: another processor does it meanwhile
            var areas = Task.Run(() => LoadAreas(settings, modules));
            builder.Services.AddFloor(settings);
            builder.Services.AddSingleton(_ => areas.GetAwaiter().GetResult());
            builder.Services.AddModules(settings, modules);
            builder.AddWeb(settings, modules);
            if (verb == "serve") builder.Services.AddFloorServices().AddScheduler();

            // a verb leaves as the service does: its log is folded into the file
            await using var app = builder.Build();
            app.UseWeb(modules);
            await areas;
            return verb == "serve"
                ? await Serve.RunAsync(app, settings)
                : await Verbs.RunAsync(app, verb, [.. arguments.Skip(1)], Console.Out);
        }
        catch (Exception exception) when (exception is SettingException or AreaProfileException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 78;
        }
        catch (BusyException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 75;
        }
    }

    private static Areas LoadAreas(Settings settings, Module[] modules)
    {
        var areas = Areas.Load([Path.Combine(AppContext.BaseDirectory, "areas"), .. settings.Areas is { } more ? new[] { more } : []]).Check<PublicArea>("public");
        foreach (var module in modules) module.CheckAreas(areas);
        return areas;
    }
}
