using System.Collections.Concurrent;
using System.Collections.Immutable;
using Course.Diagnostics;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Course.Site.Theming;

/// <summary>
/// The Scriban layouts of a theme. Every string that a layout sees is HTML already: layouts place words, they never escape them.
/// </summary>
public sealed class Layouts : ITemplateLoader
{
    private readonly ImmutableSortedDictionary<string, Template> _templates;

    /// <summary>Contexts and the buffers they write to are costly to make and used by one thread at a time, so they go round.</summary>
    private readonly ConcurrentBag<(TemplateContext Context, PageOutput Output)> _idle = [];

    private Layouts(ImmutableSortedDictionary<string, Template> templates, string hash)
    {
        _templates = templates;
        Hash = hash;
    }

    /// <summary>Hash of the layouts' sources.</summary>
    public string Hash { get; }

    /// <summary>Whether there is a layout of that name.</summary>
    public bool Has(string name) => _templates.ContainsKey(name);

    /// <summary>Reads *.sbn; faults of syntax are reported with their line.</summary>
    internal static Layouts Read(string folder, ImmutableArray<Diagnostic>.Builder found)
    {
        var templates = ImmutableSortedDictionary.CreateBuilder<string, Template>(StringComparer.Ordinal);
        var sources = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.sbn").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var text = File.ReadAllText(file).ReplaceLineEndings("\n");
            sources.Add(name);
            sources.Add(text);
            var template = Template.Parse(text, name);
            foreach (var message in template.Messages)
            {
                found.Add(SiteFaults.BadTheme.At(
                    SourceLocation.WholeLine($"site/layouts/{name}.sbn", message.Span.Start.Line + 1), message.Message, "Mend the layout."));
            }

            templates[name] = template;
        }

        return new(templates.ToImmutable(), ContentHash.OfParts(sources));
    }

    /// <summary>Renders a layout over a model.</summary>
    /// <param name="name">Name of the layout.</param>
    /// <param name="model">What the layout sees, all strings HTML.</param>
    /// <param name="path">Path of the page below the site's root.</param>
    internal Outcome<SiteFile> Render(string name, ScriptObject model, string path)
    {
        if (!_templates.TryGetValue(name, out var template))
        {
            return new(new(path, default), [SiteFaults.BadTheme.At(
                SourceLocation.WholeFile($"site/layouts/{name}.sbn"), $"The layout '{name}' is missing.", "Restore it.")]);
        }

        var (context, output) = _idle.TryTake(out var taken) ? taken : (NewContext(), new());
        output.Clear();
        context.PushGlobal(model);
        context.PushOutput(output);
        try
        {
            context.Evaluate(template.Page!);
            return new(new(path, output.ToUtf8()), []);
        }
        catch (ScriptRuntimeException e)
        {
            return new(new(path, default), [SiteFaults.LayoutFailed.At(
                SourceLocation.WholeLine($"site/layouts/{Path.GetFileNameWithoutExtension(e.Span.FileName ?? name)}.sbn", e.Span.Start.Line + 1),
                $"The layout failed for {path}: {e.OriginalMessage}", "Mend the layout.")]);
        }
        finally
        {
            context.PopOutput();
            context.PopGlobal();
            _idle.Add((context, output));
        }
    }

    string ITemplateLoader.GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

    string ITemplateLoader.Load(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        throw new ScriptRuntimeException(callerSpan, $"There is no layout '{templatePath}' to include.");

    ValueTask<string?> ITemplateLoader.LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        throw new NotSupportedException();

    private TemplateContext NewContext()
    {
        var context = new TemplateContext { TemplateLoader = this, StrictVariables = true, LoopLimit = 0, EnableRelaxedMemberAccess = false };
        foreach (var (name, template) in _templates) context.CachedTemplates[name] = template;
        return context;
    }
}
