using Course.Browser.Tests.Serving;
using Course.Build.Tests;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>Texts whose blocks do not stand side by side: one language has a paragraph more, another order, a passage that is not translated.</summary>
public sealed class CounterpartTests(PublishedCourse course) : IAsyncLifetime
{
    private const string Section = "{#architecture}", Extra = "이 문단은 한국어에만 있습니다.";
    private const string Hochreiter = "Hochreiter", Transformer = "GELU", Table = "Glorot";
    private readonly TempFolder _folder = new();

    public ValueTask InitializeAsync()
    {
        _folder.CopyFrom(Path.Combine(Checkout.Root, "content"), "content");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_paragraph_opens_its_own_counterpart_or_says_that_there_is_none(bool isAccepted)
    {
        var text = Directory.EnumerateFiles(_folder["content"], "ko.md", SearchOption.AllDirectories).Single();
        if (!isAccepted) File.Delete(Path.ChangeExtension(text, ".lock"));
        Rearrange(text);
        await PublishedCourse.BuildAsync(_folder, "site", "mailto:course@example.org", compress: false);
        using var server = new SiteServer(_folder["site"]);
        var page = await course.NewPageAsync();
        foreach (var (language, rows) in new[]
        {
            ("en", new[] { ($"p:has-text('{Hochreiter}')", Hochreiter), ("table:has-text('Glorot')", Table), ($"p:has-text('{Transformer}')", null), ("aside.callout-warning", "ReLU"), ("aside.callout-principle", "") }),
            ("ko", [($"p:has-text('{Extra}')", null), ($"p:has-text('{Hochreiter}')", Hochreiter), ("table:has-text('Glorot')", Table), ("aside.callout-warning", "ReLU"), ("aside.callout-principle", "")]),
        })
        {
            await page.GotoAsync(server[course.Lesson(language)]);
            await Assertions.Expect(page.Locator(".copy").First).ToBeVisibleAsync();
            foreach (var (block, expected) in rows)
            {
                // Before anybody has accepted a translation, nothing tells one paragraph that was moved from another, but what it is does.
                if (!isAccepted && block.StartsWith("p:", StringComparison.Ordinal)) continue;
                var here = page.Locator(".prose " + block).First;
                var kind = await here.EvaluateAsync<string>("b => b.closest('.prose > *, .behind > *').className.replace('is-open', '').trim()");
                await here.ScrollIntoViewIfNeededAsync();
                await here.HoverAsync();
                await page.Keyboard.DownAsync("o");
                var other = page.Locator(".other-language");
                if (expected is null)
                {
                    await Assertions.Expect(page.Locator(".toast")).ToHaveTextAsync(language == "en" ? "The other language has no paragraph in this place." : "이 자리에 해당하는 문단이 다른 언어에는 없습니다.");
                    Assert.Equal(0, await other.CountAsync());
                    await page.Locator(".toast").EvaluateAsync("t => { t.textContent = ''; }");
                }
                else
                {
                    await Assertions.Expect(other).ToContainTextAsync(expected);
                    Assert.Equal(kind, await other.EvaluateAsync<string>("o => o.className.replace('other-language', '').trim()"));
                    await Assertions.Expect(other).ToHaveAttributeAsync("lang", language == "en" ? "ko" : "en");
                }

                await page.Keyboard.UpAsync("o");
                await Assertions.Expect(other).ToHaveCountAsync(0);
            }
        }

        // Where nothing was moved, blocks are counted and have no names.
        Assert.Equal(0, await page.Locator("#early-layers-stop ~ template, #measured ~ template").EvaluateAllAsync<int>("all => all.filter(t => t.compareDocumentPosition(document.getElementById('architecture')) & 4).length"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_changes_the_language_at_a_passage_that_is_not_translated_comes_to_its_section()
    {
        Rearrange(Directory.EnumerateFiles(_folder["content"], "ko.md", SearchOption.AllDirectories).Single());
        await PublishedCourse.BuildAsync(_folder, "site", "mailto:course@example.org", compress: false);
        using var server = new SiteServer(_folder["site"]);
        var page = await course.NewPageAsync();
        await page.GotoAsync(server[course.Lesson("en")]);
        foreach (var (block, there) in new[] { ($".prose > p:has-text('{Transformer}')", "#architecture"), ($".prose > p:has-text('{Hochreiter}')", $".prose > p:has-text('{Hochreiter}')") })
        {
            await page.GotoAsync(server[course.Lesson("en")]);
            await page.Locator(block).First.EvaluateAsync("b => b.scrollIntoView({ behavior: 'instant', block: 'start' })");
            await page.Locator(".languages a[hreflang=ko]").EvaluateAsync("link => link.click()");
            await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/ko/"));
            await Assertions.Expect(page.Locator(there).First).ToBeInViewportAsync();
            Assert.InRange(await page.Locator(there).First.EvaluateAsync<double>("b => b.getBoundingClientRect().top"), -4, 120);
        }

        await page.Context.CloseAsync();
    }

    /// <summary>In a section of paragraph, table, paragraph and two callouts: a paragraph more, the table in front, the second paragraph gone.</summary>
    private static void Rearrange(string file)
    {
        var text = File.ReadAllText(file);
        var start = text.IndexOf(Section, StringComparison.Ordinal);
        var parts = text[start..].Split("\n\n").ToList();
        Assert.Contains(Hochreiter, parts[1], StringComparison.Ordinal);
        Assert.StartsWith("|", parts[2], StringComparison.Ordinal);
        Assert.Contains(Transformer, parts[3], StringComparison.Ordinal);
        parts.RemoveAt(3);
        (parts[1], parts[2]) = (parts[2], parts[1]);
        parts.Insert(1, Extra);
        File.WriteAllText(file, text[..start] + string.Join("\n\n", parts));
    }
}
