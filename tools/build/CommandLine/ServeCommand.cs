using System.CommandLine;
using Course.Build.Serving;
using Course.Build.Serving.Web;

namespace Course.Build.CommandLine;

/// <summary><c>serve</c>: shows the course in a browser and keeps it up to date while it is written.</summary>
internal static class ServeCommand
{
    private static readonly Option<int?> Port = new("--port")
    {
        Description = "The port to serve on. Default: the first free one from 4060 on; 0 takes any.",
        HelpName = "number",
    };

    private static readonly Option<bool> Open = new("--open") { Description = "Open the browser." };

    private static readonly Option<string?> Editor = new("--editor")
    {
        Description = $"The editor that places in files are opened in: {string.Join(", ", EditorLink.Names)}, or an address with {{path}}, {{line}} and {{column}}.",
        HelpName = "name",
    };

    public static Command Create()
    {
        var command = new Command("serve", """
            Serves the course on this machine, drafts included, and keeps browsers up to date while it is written: text, styles and layouts at once,
            output as soon as it has run. Nothing is published; records of what ran are written.
            """)
        {
            Port, Open, Editor, CourseOptions.Root, CourseOptions.Theme, CourseOptions.Strict, CourseOptions.WithoutChecker, CourseOptions.Quiet, CourseOptions.Verbosity,
        };
        Port.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535))
                result.AddError($"--port takes a number from 0 to 65535, not '{token.Value}'.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            if (CourseOptions.Settings(parsed) is not { } settings) return ExitCodes.Usage;
            var name = parsed.GetValue(Editor);
            var editor = name is null ? null : EditorLink.Of(name);
            if (name is null || editor is not null) return await ServeRun.RunAsync(settings with { Drafts = true, Checker = !parsed.GetValue(CourseOptions.WithoutChecker) }, new(parsed.GetValue(Port), parsed.GetValue(Open), editor), cancellation);
            await Console.Error.WriteLineAsync($"'{name}' is no known editor. Name one of {string.Join(", ", EditorLink.Names)}, or give an address with {{path}}, {{line}} and {{column}}.");
            return ExitCodes.Usage;
        });
        return command;
    }
}
