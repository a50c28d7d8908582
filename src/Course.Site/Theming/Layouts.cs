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

    /// <summary>Contexts are costly to make and used by one thread at a time, so they go round.</summary>
    private readonly ConcurrentBag<TemplateContext> _idle = [];

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
    /// <param name="page">Address of the page, for diagnostics.</param>
    internal Outcome<string> Render(string name, ScriptObject model, string page)
    {
        if (!_templates.TryGetValue(name, out var template))
        {
            return new("", [SiteFaults.BadTheme.At(
                SourceLocation.WholeFile($"site/layouts/{name}.sbn"), $"The layout '{name}' is missing.", "Restore it.")]);
        }

        var context = _idle.TryTake(out var taken) ? taken : NewContext();
        context.PushGlobal(model);
        context.PushOutput(new StringBuilderOutput());
        try
        {
            context.Evaluate(template.Page!);
            return new(context.Output.ToString()!, []);
        }
        catch (ScriptRuntimeException e)
        {
            return new("", [SiteFaults.LayoutFailed.At(
                SourceLocation.WholeLine($"site/layouts/{Path.GetFileNameWithoutExtension(e.Span.FileName ?? name)}.sbn", e.Span.Start.Line + 1),
                $"The layout failed for {page}: {e.OriginalMessage}", "Mend the layout.")]);
        }
        finally
        {
            context.PopOutput();
            context.PopGlobal();
            _idle.Add(context);
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
