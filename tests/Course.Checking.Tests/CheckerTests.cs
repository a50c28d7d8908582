using Course.Analyzers;

namespace Course.Checking.Tests;

public sealed class CheckerTests
{
    private const string Training = """
        using static TorchSharp.torch;
        var lstm = nn.LSTM(8, 16);
        var optimizer = optim.SGD(lstm.parameters(), 0.1);
        for (var i = 0; i < 100; i++)
        {
            using var scope = NewDisposeScope();
            var (output, _, _) = lstm.forward(randn(20, 4, 8));
            output.pow(2).mean().backward();
            optimizer.step();
        }
        """;

    [Fact]
    public Task Findings_come_by_weight() => Check.Draws(
        Training, "MustFix DL1006 8: output.pow(2).mean().backward()", "ShouldFix DL1001 9: optimizer.step()",
        "WellDone WD7001 6: NewDisposeScope()");

    [Fact]
    public async Task Both_languages_say_the_same_in_the_same_places()
    {
        var english = await Check.Run(Training);
        var korean = await Check.Run(Training, Check.Korean);
        Assert.Equal(english.Findings.Select(static f => (f.Id, f.Place, f.Weight)), korean.Findings.Select(static f => (f.Id, f.Place, f.Weight)));
        Assert.All(english.Findings, static f => Assert.DoesNotMatch(@"\p{IsHangulSyllables}", f.Message + f.Why + f.Fix?.Title));
        Assert.All(korean.Findings, static f =>
        {
            Assert.Matches(@"\p{IsHangulSyllables}", f.Message);
            Assert.Matches(@"\p{IsHangulSyllables}", f.Why);
        });
    }

    [Fact]
    public async Task Fixes_mend_what_they_are_offered_for()
    {
        var code = Training;
        for (var round = 0; round < 5; round++)
        {
            var fixes = (await Check.Run(code)).Findings.Select(static f => f.Fix).OfType<SuggestedFix>().ToList();
            if (fixes.Count == 0) break;
            code = FixedText.Apply(code, fixes).Text;
        }

        var report = await Check.Run(code);
        Assert.Equal(["WD1001", "WD1006", "WD7001"], report.Shown.Select(static f => f.Id).Order());
        Assert.Contains("    optimizer.zero_grad();\n    output.pow(2).mean().backward();\n    torch.nn.utils.clip_grad_norm_(lstm.parameters(), 1.0);\n    optimizer.step();", code.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var x = 1", "CS1002", "Put a semicolon here: the statement before this place does not end.", "여기에 세미콜론을 넣으세요. 이 앞의 문장이 끝나지 않았습니다.")]
    [InlineData("{", "CS1513", "Add a closing brace }: a block that was opened is never closed.", "닫는 중괄호 }를 넣으세요. 열린 블록이 닫히지 않았습니다.")]
    [InlineData("int x = \"a\";", "CS0029", "Convert the value first: string is not int, and C# does not turn one into the other by itself.", "값을 먼저 변환하세요. string은 int가 아니고 C#이 저절로 바꾸지 않습니다.")]
    [InlineData("var x = y;", "CS0103", "Check the spelling of y, declare it first, or add the using that brings it in: nothing here has that name.", "y의 철자를 확인하거나, 먼저 선언하거나, 이 이름을 가져오는 using을 넣으세요. 여기에는 그런 이름이 없습니다.")]
    [InlineData("var t = torch.ones(1); t.bakward();", "CS1061", "Check the name bakward: torch.Tensor has no member of that name.", "bakward라는 이름을 확인하세요. torch.Tensor에는 그런 멤버가 없습니다.")]
    [InlineData("float f = (float)torch.ones(1) + \"\";", "CS0029", null, null)]
    [InlineData("var t = torch.ones(1).item();", "CS0411", null, null)]
    [InlineData("int a; Console.WriteLine(a);", "CS0165", "Give a a value first: there is a way to this line on which it has none.", "a에 먼저 값을 주세요. 값이 없는 채로 이 줄에 올 수 있습니다.")]
    public async Task Compiler_errors_are_said_in_plain_words(string code, string id, string? english, string? korean)
    {
        foreach (var (options, words) in new[] { (Check.English, english), (Check.Korean, korean) })
        {
            var first = (await Check.Run(code, options)).Findings[0];
            Assert.Equal((id, Weight.MustFix), (first.Id, first.Weight));
            if (words is not null) Assert.Equal(words, first.Message);
        }
    }

    /// <summary>A placeholder that nothing fills, or a brace that is not doubled, would show only when that error is made.</summary>
    [Fact]
    public void Plain_words_are_well_formed()
    {
        var known = 0;
        for (var number = 1; number < 10_000; number++)
        {
            if (Words.CompilerWords.Of($"CS{number:D4}") is not { } plain) continue;
            known++;
            foreach (var text in new[] { plain.Words.English, plain.Words.Korean })
            {
                var said = Words.KoreanText.WithParticles(string.Format(text, "code", "one", "two", "three", "four"));
                Assert.DoesNotContain("(을)", said, StringComparison.Ordinal);
                Assert.EndsWith(".", said, StringComparison.Ordinal);
            }

            Assert.DoesNotMatch(@"\b(just|simply|obviously)\b", plain.Words.English);
            Assert.Matches(@"\p{IsHangulSyllables}", plain.Words.Korean);
        }

        Assert.InRange(known, 50, 100);
    }

    [Theory]
    [InlineData("텐서(을)", "텐서를")]
    [InlineData("값(을)", "값을")]
    [InlineData("LSTM(이)", "LSTM이")]
    [InlineData("파일(으로)", "파일로")]
    [InlineData("gradient(은)", "gradient는")]
    public void Particles_fit(string marked, string due) => Assert.Equal(due, Words.KoreanText.WithParticles(marked));

    [Fact]
    public async Task Code_that_does_not_compile_is_looked_at_all_the_same()
    {
        var report = await Check.Run(Training.Replace("output.pow(2).mean()", "outptu.pow(2); output.mean()", StringComparison.Ordinal));
        Assert.Equal("CS0103", report.Findings[0].Id);
        Assert.Contains(report.Findings, static f => f.Id == "DL1001");
    }

    [Fact]
    public async Task A_missing_semicolon_and_a_missing_using_are_mended()
    {
        var code = "var x = torch.tensor(1.0)\nTensor y = x;";
        Assert.Equal("CS1002", Assert.Single((await Check.Run(code)).Findings).Id);
        for (var round = 0; round < 2; round++) code = FixedText.Apply(code, (await Check.Run(code)).Findings.Select(static f => f.Fix).OfType<SuggestedFix>()).Text;
        Assert.Equal("using static TorchSharp.torch;\nvar x = torch.tensor(1.0);\nTensor y = x;", code);
    }

    [Fact]
    public async Task What_the_code_suppresses_is_kept_apart()
    {
        var report = await Check.Run("#pragma warning disable DL1006, DL1001\n" + Training);
        Assert.DoesNotContain(report.Shown, static f => f.Weight < Weight.WellDone);
        Assert.Equal(["DL1001", "DL1006"], report.Findings.Where(static f => f.IsSuppressed).Select(static f => f.Id).Order());
    }

    [Theory]
    [InlineData("#r \"nuget: TorchSharp\"\nvar x = 1;", RefusalReason.Directive)]
    [InlineData("  #load \"/etc/passwd\"", RefusalReason.Directive)]
    public async Task Directives_that_read_files_are_refused(string code, RefusalReason reason) => Assert.Equal(reason, (await Check.Run(code)).Refusal?.Reason);

    /// <summary>Found by fuzzing: binding a deconstruction without variables throws in Roslyn 5.</summary>
    [Fact]
    public async Task A_compiler_that_gives_up_is_a_refusal() => Assert.Equal(
        RefusalReason.Compiler,
        (await Check.Run(") . ) in ) = q readonly nn . > . . ( ( : => ) = ; ones p ; o matmul init stack 8 ) ( } t Loop ) ) ; nn m ( public torch in 2 ( . ( var . ones ; ( (")).Refusal?.Reason);

    /// <summary>Neither a path that the code invents nor a configuration that it brings changes where and how findings are given.</summary>
    [Fact]
    public async Task Line_directives_are_not_followed()
    {
        var report = await Check.Run("#line 7000 \"/etc/passwd\"\n" + Training + "\n#line default\n");
        Assert.All(report.Findings, static f => Assert.Equal("lesson.cs", f.Place.File));
        Assert.Equal([9, 10], report.Findings.Where(static f => f.Weight < Weight.WellDone).Select(static f => f.Place.Line).Order());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        Assert.Equal(RefusalReason.NotUtf8, SubmittedText.FromBytes("a.cs", [0x76, 0xff, 0xfe]).Refusal?.Reason);
        Assert.Equal(RefusalReason.TooLong, SubmittedText.FromBytes("a.cs", new byte[Checking.Hostile.ScanLimits.Bytes + 1]).Refusal?.Reason);
        Assert.Equal("가", SubmittedText.FromBytes("a.cs", [0xEF, 0xBB, 0xBF, 0xEA, 0xB0, 0x80]).Text?.Text);
    }

    [Fact]
    public async Task Refusals_speak_both_languages()
    {
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            var refusal = new Refusal(reason, "a.cs", 1);
            Assert.DoesNotMatch(@"\p{IsHangulSyllables}", refusal.Message(Language.English));
            Assert.Matches(@"\p{IsHangulSyllables}", refusal.Message(Language.Korean));
        }

        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("8388608", false)]
    [InlineData("268435456", true)]
    public void A_host_whose_thread_pool_has_a_small_stack_is_told_so(string? configured, bool isEnough)
    {
        Assert.Equal(isEnough, CheckThread.IsEnough(configured));
        Assert.True(CheckThread.IsEnough(AppContext.GetData(CheckThread.StackOption)));
    }

    [Fact]
    public async Task A_caller_can_stop_the_work()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CheckThread.RunAsync(Check.Checker, [new("a.cs", Training)], Check.English, stopped.Token));
    }
}
