using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>The exercise of the lesson with its editor open, as a learner sees it.</summary>
internal sealed class Desk(IPage page)
{
    /// <summary>How long the checker may take to come and to be warm, on a machine that others use as well.</summary>
    public const float FirstCheck = 30_000;

    public IPage Page => page;

    public ILocator Open => page.Locator("#snippet-exercise-starter figcaption .tools button").First;

    public ILocator Field => page.Locator(".editor .cm-content");

    public ILocator State => page.Locator(".editor-state").First;

    public ILocator Findings => page.Locator(".found-item");

    public ILocator Demands => page.Locator(".demands");

    public ILocator Done => page.Locator(".demands.is-done");

    /// <summary>Opens the lesson and turns to the editor.</summary>
    public static async Task<Desk> OpenAsync(BuiltSite site, string language, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        var desk = new Desk(await site.NewPageAsync(width, theme));
        await desk.Page.GotoAsync(site.Server[Lesson(site, language)]);
        await desk.Open.ClickAsync();
        await Assertions.Expect(desk.Field).ToBeFocusedAsync();
        return desk;
    }

    /// <summary>The page of the lesson that has the exercise.</summary>
    public static string Lesson(BuiltSite site, string language) => site.LessonPages.First(path => path.StartsWith(language + "/", StringComparison.Ordinal));

    /// <summary>The finding of a rule.</summary>
    public ILocator Finding(string id) => Findings.Filter(new() { Has = page.Locator(".found-id", new() { HasTextString = id }) });

    /// <summary>Waits until what is shown was found in the text as it is now.</summary>
    public Task CheckedAsync() => Assertions.Expect(page.Locator(".editor:not(.is-stale) .found-summary:not(:empty)")).ToBeVisibleAsync(new() { Timeout = FirstCheck });

    /// <summary>The text of the editor, with the lines that are not drawn because nobody sees them.</summary>
    public Task<string> TextAsync() => Field.EvaluateAsync<string>("field => field.cmTile.root.view.state.doc.toString()");

    /// <summary>Puts the cursor at the end of the line that holds some words.</summary>
    public async Task GoToEndOfAsync(string words)
    {
        await page.Locator(".cm-line", new() { HasTextString = words }).First.ClickAsync();
        await page.Keyboard.PressAsync("End");
    }

    /// <summary>Deletes the line that holds some words, with the keyboard.</summary>
    public async Task DeleteLineAsync(string words)
    {
        await GoToEndOfAsync(words);
        await page.Keyboard.PressAsync("Control+Shift+K");
    }

    /// <summary>One of the less frequent actions.</summary>
    public async Task<ILocator> ActionAsync(string name)
    {
        var more = page.Locator(".editor-more");
        if (!await more.EvaluateAsync<bool>("details => details.open")) await more.Locator("summary").ClickAsync();
        return more.Locator("button, label", new() { HasTextString = name });
    }

    public Task CloseAsync() => page.Context.CloseAsync();
}
