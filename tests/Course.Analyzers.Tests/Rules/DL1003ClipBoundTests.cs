using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1003ClipBoundTests
{
    [Theory]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:-1|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:-0.5|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:0|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:0.0|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:double.NaN|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:float.NaN|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:double.NegativeInfinity|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|I:double.PositiveInfinity|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|I:1e6|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|I:1000|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(norm_type: 1, max_norm: {|E:-1|}, tensors: m.parameters());")]
    [InlineData("torch.nn.utils.clip_grad_value_(m.parameters(), {|E:-1|});")]
    [InlineData("torch.nn.utils.clip_grad_value_(m.parameters(), {|E:0|});")]
    [InlineData("torch.nn.utils.clip_grad_value_(m.parameters(), {|E:double.NaN|});")]
    [InlineData("torch.nn.utils.clip_grad_value_(m.parameters(), {|I:1e4|});")]
    [InlineData("const double Max = -2; torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:Max|});")]
    [InlineData("var max = 0.0; torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:max|});")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:1 - 1|});")]
    [InlineData("var norm = torch.nn.utils.clip_grad_norm_(m.parameters(), {|E:0|});")]
    [InlineData("nn.utils.clip_grad_norm_(m.parameters(), {|E:Limits.Max|});")]
    [InlineData("Action f = () => nn.utils.clip_grad_norm_(m.parameters(), {|E:-1f|});")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0);")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), 1);")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), 0.01f);")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), 999);")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), 1, -1);")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), 1, double.PositiveInfinity);")]
    [InlineData("var norm = torch.nn.utils.clip_grad_norm_(m.parameters(), double.PositiveInfinity); Console.WriteLine(norm);")]
    [InlineData("Console.WriteLine(torch.nn.utils.clip_grad_norm_(m.parameters(), 1e9));")]
    [InlineData("double Norm() => torch.nn.utils.clip_grad_norm_(m.parameters(), double.PositiveInfinity);")]
    [InlineData("torch.nn.utils.clip_grad_value_(m.parameters(), 0.5);")]
    [InlineData("torch.nn.utils.clip_grad_value_(m.parameters(), double.Epsilon);")]
    [InlineData("var max = 0.0; max = 2; torch.nn.utils.clip_grad_norm_(m.parameters(), max);")]
    [InlineData("var max = 0; max++; torch.nn.utils.clip_grad_norm_(m.parameters(), max);")]
    [InlineData("for (double max = -1; max < 4; max += 1) if (max > 0) torch.nn.utils.clip_grad_norm_(m.parameters(), max);")]
    [InlineData("void Clip(double max = -1) => torch.nn.utils.clip_grad_norm_(m.parameters(), max);")]
    [InlineData("torch.nn.utils.clip_grad_norm_(m.parameters(), Limits.Setting);")]
    [InlineData("Limits.clip_grad_norm_(m.parameters(), -1);")]
    [InlineData("double max = double.Parse(\"1\"); torch.nn.utils.clip_grad_norm_(m.parameters(), max);")]
    public Task Is_silent(string code) => Check(code);

    private static Task Check(string code) => Verify.Reports(new DL1003ClipBound(), "var m = nn.Linear(2, 2);\n" + code, null, """
        static class Limits
        {
            public const double Max = -1;
            public static double Setting = -1;
            public static void clip_grad_norm_(IEnumerable<Parameter> p, double max) { }
        }
        """);
}

public sealed class DL1003ClipBoundFixTests
{
    [Fact]
    public Task Uses_one() => VerifyFix.Turns(
        new DL1003ClipBound(),
        new DL1003ClipBoundFix(),
        """
        var m = nn.Linear(2, 2);
        torch.nn.utils.clip_grad_norm_(m.parameters(), -1 /* sign */);
        torch.nn.utils.clip_grad_value_(m.parameters(), clip_value: 1e9);
        """,
        """
        var m = nn.Linear(2, 2);
        torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0 /* sign */);
        torch.nn.utils.clip_grad_value_(m.parameters(), clip_value: 1.0);
        """);
}
