using Course.Browser.Tests.Serving;

namespace Course.Browser.Tests.Checking;

/// <summary>The exercise from the starter to done in the other browser engine.</summary>
public sealed class FirefoxTests(BuiltSite site)
{
    /// <summary>What the policy of the page forbids is an event of the page, not of the console.</summary>
    private const string Watch = "() => { window.forbidden = []; document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => forbidden.push(`${violatedDirective} ${blockedURI}`)); }";

    private const string Text = "document.querySelector('.editor .cm-content').cmTile.root.view.state.doc.toString()";

    [Theory]
    [InlineData("en", "Apply this fix", "The exercise is done: +20 XP.")]
    [InlineData("ko", "이렇게 고치기", "연습 문제를 통과했습니다. +20 XP")]
    public async Task A_learner_makes_a_fault_reads_of_it_mends_it_and_is_done(string language, string apply, string done)
    {
        await using var firefox = await Firefox.LaunchAsync(Watch);
        TestContext.Current.TestOutputHelper?.WriteLine(firefox.Version);
        await firefox.OpenAsync(site.Server[Desk.Lesson(site, language)]);
        await firefox.ClickAsync("document.querySelector('#snippet-exercise-starter figcaption .tools button')");
        await firefox.UntilAsync("document.activeElement?.matches('.editor .cm-content')");
        await firefox.UntilAsync(Found("DL1001"));

        // A name that is not there, with the keys of the keyboard.
        const string fault = "var a = lozz;";
        await firefox.ClickAsync("[...document.querySelectorAll('.cm-line')].find(line => line.textContent.includes('loss.backward();'))");
        await firefox.TypeAsync("\uE010\n" + fault);
        await firefox.UntilAsync($"{Text}.includes({Quoted(fault)})");
        await firefox.UntilAsync(Found("CS0103"));
        Assert.True(await firefox.EvaluateAsync<bool>("document.querySelector('.found-item').textContent.includes('lozz')"), "What does not compile comes first.");
        await firefox.UntilAsync("!!document.querySelector('.cm-editor .found-mark-must-fix')");
        await firefox.TypeAsync(string.Concat(Enumerable.Repeat('\uE003', fault.Length)));
        await firefox.UntilAsync($"!{Found("CS0103")}");

        var fix = $"{Item("DL1001")}.querySelector('details:has(.difference)')";
        await firefox.ClickAsync($"{fix}.querySelector('summary')");
        await firefox.UntilAsync($"{fix}.open && !!{fix}.querySelector('ins')");
        await firefox.ClickAsync($"[...{fix}.querySelectorAll('button')].find(button => button.textContent === {Quoted(apply)})");
        await firefox.UntilAsync($"document.querySelector('.demands.is-done .demands-done')?.textContent === {Quoted(done)}");
        Assert.Contains("clip_grad_norm_", await firefox.EvaluateAsync<string>(Text));

        await firefox.ReloadAsync();
        await firefox.UntilAsync("!!document.querySelector('#clip-an-lstm .done-sign')");
        Assert.Empty(await firefox.EvaluateAsync<string[]>("forbidden"));
        Assert.Empty(firefox.Errors);

        // An error would have been heard.
        await firefox.EvaluateAsync<object?>("console.error('an error')");
        Assert.Equal(["an error"], firefox.Errors);
    }

    private static string Item(string rule) => $"[...document.querySelectorAll('.found-item')].find(item => item.querySelector('.found-id')?.textContent.includes('{rule}'))";

    private static string Found(string rule) => $"!!{Item(rule)}";

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
