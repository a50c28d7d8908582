using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL6004DropoutNeverEndsTests
{
    internal static string In(string expression) => $$"""
        class Net : Module<Tensor, Tensor>
        {
            private const double Off = 0;
            private readonly Linear one = nn.Linear(8, 8);
            public Net() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => {{expression}};
        }
        """;

    private static Task Check(string code) => Verify.Reports(new DL6004DropoutNeverEnds(), code);

    [Theory]
    [InlineData("[|functional.dropout(x)|]")]
    [InlineData("[|functional.dropout(x, 0.5)|]")]
    [InlineData("[|functional.dropout(x, p: 0.1)|]")]
    [InlineData("[|functional.dropout(x, 0.5, inplace: true)|]")]
    [InlineData("[|functional.dropout1d(x, 0.5)|]")]
    [InlineData("[|functional.dropout2d(x)|]")]
    [InlineData("[|functional.dropout3d(x, 0.2)|]")]
    [InlineData("[|nn.functional.dropout(x, 0.5)|]")]
    [InlineData("[|torch.nn.functional.dropout(one.forward(x), 0.5)|]")]
    [InlineData("one.forward([|functional.dropout(functional.relu(one.forward(x)), 0.5)|])")]
    [InlineData("[|functional.dropout([|functional.dropout(x, 0.1)|], 0.2)|]")]
    [InlineData("new Func<Tensor, Tensor>(y => [|functional.dropout(y, 0.5)|])(x)")]
    public Task Reports_in_a_module(string expression) => Check(In(expression));

    [Theory]
    [InlineData("var x = torch.ones(2); using (torch.no_grad()) x = [|functional.dropout(x, 0.5)|];")]
    [InlineData("var m = nn.Linear(2, 2); m.eval(); var x = [|functional.dropout(m.forward(torch.ones(2)), 0.5)|];")]
    [InlineData("var m = nn.Linear(2, 2); using var _ = torch.inference_mode(); F(m.forward(torch.ones(2))); static Tensor F(Tensor x) => [|functional.dropout2d(x)|];")]
    [InlineData("class Net : Module<Tensor, Tensor> { public Net() : base(\"n\") { } public override Tensor forward(Tensor x) => F(x); private Tensor F(Tensor x) { x = [|functional.dropout(x)|]; return x; } }")]
    public Task Reports_where_code_evaluates(string code) => Check(code);

    [Theory]
    [InlineData("functional.dropout(x, 0.5, training)")]
    [InlineData("functional.dropout(x, 0.5, training: training)")]
    [InlineData("functional.dropout(x, training: this.training)")]
    [InlineData("functional.dropout(x, 0.5, true)")]
    [InlineData("functional.dropout(x, 0.5, false)")]
    [InlineData("functional.dropout(x, 0)")]
    [InlineData("functional.dropout(x, Off)")]
    [InlineData("functional.alpha_dropout(x, 0.5)")]
    [InlineData("functional.feature_alpha_dropout(x, 0.5)")]
    [InlineData("nn.Dropout(0.5).forward(x)")]
    [InlineData("functional.dropout2d(x, 0.5, training, inplace: true)")]
    public Task Is_silent_in_a_module(string expression) => Check(In(expression));

    [Theory]
    [InlineData("var x = functional.dropout(torch.ones(2), 0.5);")]
    [InlineData("var m = nn.Linear(2, 2); for (int i = 0; i < 9; i++) functional.dropout(m.forward(torch.ones(2)), 0.5).sum().backward();")]
    [InlineData("using var _ = torch.no_grad(); var x = functional.dropout(torch.ones(2), 0.5, false); x = functional.dropout(x, training: true);")]
    [InlineData("using var _ = torch.no_grad(); var x = Mine.dropout(torch.ones(2), 0.5); static class Mine { public static Tensor dropout(Tensor x, double p, bool training = true) => x; }")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL6004DropoutNeverEndsFixTests
{
    [Theory]
    [InlineData("functional.dropout(x, 0.5)", "functional.dropout(x, 0.5, training: training)")]
    [InlineData("functional.dropout(functional.dropout(x), 0.5, inplace: true)", "functional.dropout(functional.dropout(x, training: training), 0.5, inplace: true, training: training)")]
    public Task Hands_on_the_mode(string before, string after) =>
        VerifyFix.Turns(new DL6004DropoutNeverEnds(), new DL6004DropoutNeverEndsFix(), DL6004DropoutNeverEndsTests.In(before), DL6004DropoutNeverEndsTests.In(after));

    [Fact]
    public Task Is_not_offered_where_there_is_no_mode()
    {
        const string Code = "var x = torch.ones(2); using (torch.no_grad()) x = functional.dropout(x, 0.5);";
        return VerifyFix.Turns(new DL6004DropoutNeverEnds(), new DL6004DropoutNeverEndsFix(), Code, Code);
    }
}
