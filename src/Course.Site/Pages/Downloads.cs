using Course.Content.Book;
using Course.Content.Snippets;
using Course.Site.Theming;

namespace Course.Site.Pages;

/// <summary>What learners can take home from a lesson. Pages link to it here; the build makes the files.</summary>
public static class Downloads
{
    /// <summary>The project of the playground, beside its page.</summary>
    public const string PlaygroundFile = "playground.zip";

    /// <summary>The program that the playground begins with.</summary>
    public const string PlaygroundStart = """
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        manual_seed(42);
        using var model = Sequential(("hidden", Linear(2, 16)), ("relu", ReLU()), ("head", Linear(16, 1)));
        using var optimizer = optim.SGD(model.parameters(), 0.1);

        for (var step = 1; step <= 100; step++)
        {
            using var scope = NewDisposeScope();
            var inputs = randn(32, 2);
            var targets = inputs.sum(1, keepdim: true);

            optimizer.zero_grad();
            var loss = functional.mse_loss(model.call(inputs), targets);
            loss.backward();
            var norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            optimizer.step();

            if (step % 10 == 0) Console.WriteLine($"step {step,3}  loss {loss.item<float>():F3}  norm {norm:F2}");
        }
        """;

    /// <summary>Whether a theme offers downloads: it then has the words for them.</summary>
    public static bool AreOffered(Strings words) => words.Has("download");

    /// <summary>Whether a lesson has code that runs.</summary>
    public static bool HasCode(LessonPair lesson) =>
        lesson.Source.Snippets.Any(static s => s.Mode == SnippetMode.Run && s.Fails.IsDefaultOrEmpty);

    /// <summary>The code of a lesson, beside its page.</summary>
    public static string CodeFile(LessonPair lesson) => lesson.Facts.Id + ".zip";

    /// <summary>The project of an exercise, beside the page; null where it has no starter.</summary>
    public static string? ProjectFile(LessonPair lesson, string exercise) =>
        StarterOf(lesson, exercise) is null ? null : exercise + ".zip";

    /// <summary>Whether a theme has the playground and offers its project: it then has the words for it.</summary>
    public static bool OfferPlayground(Theme theme, Strings words) => PageFrame.HasPlaygroundIn(theme) && AreOffered(words) && words.Has("playground-project");

    /// <summary>What learners begin an exercise with; null where there is nothing.</summary>
    public static string? StarterOf(LessonPair lesson, string exercise) =>
        lesson.Facts.Exercises.FirstOrDefault(check => check.Id == exercise)?.Starter is { } path && lesson.Files.Code.TryGetValue(path, out var file) ? file.Text : null;
}
