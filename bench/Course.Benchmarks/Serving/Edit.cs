namespace Course.Benchmarks.Serving;

/// <summary>One save, and how the page tells that it has arrived.</summary>
/// <param name="Save">Writes the file.</param>
/// <param name="HasArrived">A JavaScript expression that is true from then on.</param>
internal sealed record Edit(Action Save, string HasArrived)
{
    /// <summary>A kind of edit: given a word of its own, an edit that brings it to the page.</summary>
    internal sealed record Kind(string Name, Func<string, Edit> Make);

    /// <summary>The kinds, prose first.</summary>
    public static Kind[] Kinds(string lesson, string root, string theme)
    {
        Kind Words(string name, string file, string old, Func<string, string> now, string element)
        {
            var text = File.ReadAllText(file);
            if (text.Split(old).Length != 2) throw new InvalidOperationException($"'{old}' should stand once in {file}.");
            return new(name, word => new(
                () => File.WriteAllText(file, text.Replace(old, now(word), StringComparison.Ordinal)),
                $"document.querySelector('{element}').textContent.includes('{word}')"));
        }

        var style = Path.Combine(theme, "styles", "4-prose.css");
        var rules = File.ReadAllText(style);
        return
        [
            Words("prose", Path.Combine(lesson, "en.md"), "The end: {term:depth|words}.", static word => $"The end: {{term:depth|words}} {word}.", ".prose"),
            new("style", word => new(
                () => File.WriteAllText(style, $"{rules}\n:root {{ --mark: {word}; }}\n"), $"getComputedStyle(document.documentElement).getPropertyValue('--mark').includes('{word}')")),
            Words("layout", Path.Combine(theme, "layouts", "foot.sbn"), "<p>", static word => $"<p>{word} ", ".colophon"),
            Words("string", Path.Combine(theme, "strings.en.yaml"), "contents: On this page", static word => $"contents: On this page {word}", ".toc"),
            Words("glossary", Path.Combine(root, "glossary.yaml"), "en: Layers.", static word => $"en: Layers {word}.", ".prose"),
        ];
    }

    /// <summary>Edits of a listing.</summary>
    public static CodeEdit Code(string lesson)
    {
        var file = Path.Combine(lesson, "en.md");
        return new(file, File.ReadAllText(file));
    }
}

/// <summary>How long an edit of code took to show.</summary>
/// <param name="Running">Until the page says that it runs, in milliseconds.</param>
/// <param name="Output">Until its output stands there.</param>
/// <param name="Faults">Until the faults of code that does not compile stand there.</param>
internal readonly record struct CodeArrival(double Running, double Output, double Faults);

/// <summary>Edits of a listing: one that runs, then one that does not compile.</summary>
internal sealed class CodeEdit(string file, string text)
{
    private const string Line = "Console.WriteLine($\"total {totalfirst}\");";

    public async Task<CodeArrival> MeasureAsync(ServedPage page, int number)
    {
        var word = FormattableString.Invariant($"code{number}x");
        var listing = "document.getElementById('snippet-first')";
        var good = text.Replace(Line, $"Console.WriteLine(\"{word}\");", StringComparison.Ordinal);
        var saved = await page.SaveAsync(new(() => File.WriteAllText(file, good), $"{listing}.hasAttribute('data-live-running')"));
        var running = (await saved.Arrival).Arrived;
        var output = (await page.WaitAsync($"{listing}.querySelector('.output').textContent.includes('{word}') && !{listing}.hasAttribute('data-live-running')", saved.At)).Arrived;
        var bad = good.Replace($"\"{word}\"", word, StringComparison.Ordinal);
        var faults = await page.MeasureAsync(new(
            () => File.WriteAllText(file, bad), $"document.querySelector('course-live').shadowRoot.textContent.includes('{word}')"));
        await page.MeasureAsync(new(() => File.WriteAllText(file, good), "document.querySelector('course-live').shadowRoot.querySelector('.panel').hidden"));
        return new(running, output, faults.Arrived);
    }
}
