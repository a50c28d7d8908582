using System.Globalization;
using System.Text;
using Markdig;
using Scriban;
using Scriban.Runtime;

namespace Course.Benchmarks;

/// <summary>
/// The anchor that the build is measured against: Markdig with all extensions, a Scriban layout, and the writes alone, over the same
/// markdown, in a cold process. No facts, no pairing, no records, no links, no publishing.
/// </summary>
internal static class Anchor
{
    private const string Layout = """
        <!doctype html><html lang="{{ lang }}"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
        <nav><ol>{{ for l in lessons }}<li><a href="{{ l.href }}">{{ l.title }}</a></li>{{ end }}</ol></nav>
        <main>{{ body }}</main></body></html>
        """;

    /// <summary>Renders every markdown file below a folder.</summary>
    public static void Run(string root, string output)
    {
        var pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();
        var layout = Template.Parse(Layout);
        var files = Directory.GetFiles(root, "*.md", SearchOption.AllDirectories);
        Parallel.For(0, files.Length, i =>
        {
            var text = File.ReadAllText(files[i]);
            var model = new ScriptObject
            {
                ["lang"] = Path.GetFileNameWithoutExtension(files[i]),
                ["title"] = text[2..text.IndexOf('\n', StringComparison.Ordinal)],
                ["body"] = Markdown.ToHtml(text, pipeline),
                ["lessons"] = new ScriptArray(Enumerable.Range(1, 10).Select(n => new ScriptObject
                {
                    ["href"] = string.Create(CultureInfo.InvariantCulture, $"../lesson-{n}/"),
                    ["title"] = string.Create(CultureInfo.InvariantCulture, $"Lesson {n}"),
                })),
            };
            var context = new TemplateContext();
            context.PushGlobal(model);
            var folder = Path.Combine(output, i.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "index.html"), layout.Render(context), Encoding.UTF8);
        });
    }
}
