using System.CommandLine;
using Course.Build.Syncing;

namespace Course.Build.CommandLine;

/// <summary><c>sync</c>: shows which blocks of translations are behind, and accepts what translators have done.</summary>
internal static class SyncCommand
{
    private static readonly Argument<string[]> Targets = new("lesson")
    {
        Description = "Ids of lessons, or of a block as `lesson#block`. Default: all lessons.",
        HelpName = "lesson[#block]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Accept = new("--accept")
    {
        Description = "Accept blocks that have been worked on in both languages, new ones, and any block that is named. The first time, all that both languages have.",
    };

    private static readonly Option<bool> All = new("--all")
    {
        Description = "With --accept: also blocks that changed in one language alone, or that one language lacks.",
    };

    private static readonly Option<bool> Interactive = new("--interactive", "-i") { Description = "Show block after block and ask whether to accept it." };

    private static readonly Option<string?> Language = new("--language") { Description = "Only translations in this language.", HelpName = "code" };

    public static Command Create()
    {
        var command = new Command("sync", """
            Shows the blocks of translations that no longer agree with the other language, with what changed.

            Nothing but the lock file beside a translation (ko.lock) is ever written. Examples:
              sync                        what is behind, in all lessons
              sync chain-rule             the same for one lesson
              sync --accept chain-rule    the translator's work is done; accept it
              sync --accept chain-rule#why/2   this change needs no translation; accept the block as it is
            """)
        {
            Targets, Accept, All, Interactive, Language, CourseOptions.Root, CourseOptions.Json,
        };
        command.SetAction(async (parsed, cancellation) => CourseOptions.Settings(parsed) is { } settings
            ? await new SyncRun(settings.Root, new(
                [.. parsed.GetValue(Targets) ?? []], parsed.GetValue(Accept), parsed.GetValue(All), parsed.GetValue(Interactive),
                parsed.GetValue(Language), settings.Json)).RunAsync(cancellation)
            : ExitCodes.Usage);
        return command;
    }
}
