using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL4001LearningRateTests
{
    private static Task Program(string body) => Verify.Reports(new DL4001LearningRate(), $$"""
        var deep = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 1)); var one = nn.Linear(8, 1); var lstm = nn.LSTM(8, 16);
        {{body}}
        """);

    [Theory]
    [InlineData("torch.optim.SGD(one.parameters(), {|W:0|});")]
    [InlineData("torch.optim.SGD(one.parameters(), {|W:0.0|});")]
    [InlineData("torch.optim.SGD(one.parameters(), {|W:-0.1|});")]
    [InlineData("torch.optim.SGD(one.parameters(), learningRate: {|W:-0.1|});")]
    [InlineData("var o = new SGD(one.parameters(), {|W:-1e-3|});")]
    [InlineData("torch.optim.Adam(one.parameters(), lr: {|W:0|});")]
    [InlineData("torch.optim.RMSProp(one.parameters(), {|W:-0.01|});")]
    [InlineData("torch.optim.Adadelta(one.parameters(), {|W:0f|});")]
    [InlineData("const double Rate = -0.5; torch.optim.SGD(one.parameters(), {|W:Rate|});")]
    [InlineData("var rate = 0.0; torch.optim.SGD(one.parameters(), {|W:rate|});")]
    [InlineData("torch.optim.SGD(one.parameters(), {|W:double.NaN|});")]
    [InlineData("torch.optim.LBFGS(one.parameters(), {|W:0|});")]
    [InlineData("torch.optim.Adam(deep.parameters(), {|I:0.1|});")]
    [InlineData("torch.optim.Adam(deep.parameters(), {|I:1|});")]
    [InlineData("torch.optim.AdamW(deep.parameters(), {|I:0.5|});")]
    [InlineData("torch.optim.NAdam(lstm.parameters(), {|I:0.1|});")]
    [InlineData("var rate = 0.3f; var o = new Adam(deep.parameters(), {|I:rate|});")]
    [InlineData("torch.optim.Adamax(one.parameters().Concat(deep.parameters()), {|I:0.2|});")]
    [InlineData("Action make = () => { using var o = torch.optim.RAdam(deep.parameters(), lr: {|I:0.1|}); }; make();")]
    public Task Reports(string body) => Program(body);

    [Theory]
    [InlineData("torch.optim.SGD(one.parameters(), 0.1);")]
    [InlineData("torch.optim.SGD(deep.parameters(), 2.5);")]
    [InlineData("torch.optim.Adam(deep.parameters());")]
    [InlineData("torch.optim.Adam(deep.parameters(), 0.05);")]
    [InlineData("torch.optim.Adam(deep.parameters(), lr: 1e-3, weight_decay: 0);")]
    [InlineData("torch.optim.Adam(deep.parameters(), beta1: 0.5);")]
    [InlineData("torch.optim.Adadelta(deep.parameters(), 1.0);")]
    [InlineData("torch.optim.LBFGS(deep.parameters(), 1.0);")]
    [InlineData("torch.optim.Adagrad(deep.parameters(), 0.1);")]

    // A line through points, or an image that is drawn, takes large steps well.
    [InlineData("torch.optim.Adam(one.parameters(), 0.1);")]
    [InlineData("var x = new Parameter(torch.zeros(3)); torch.optim.Adam(new[] { x }, 0.5);")]
    [InlineData("foreach (var rate in new[] { 0.0, 1.0 }) torch.optim.Adam(deep.parameters(), rate);")]
    [InlineData("var rate = 0.1; rate /= 10; torch.optim.Adam(deep.parameters(), rate);")]
    [InlineData("torch.optim.Adam(deep.parameters(), double.Parse(\"1\"));")]
    [InlineData("var o = torch.optim.Adam(deep.parameters(), 1); var s = torch.optim.lr_scheduler.LambdaLR(o, n => 1e-3);")]
    [InlineData("var o = torch.optim.SGD(deep.parameters(), 0); foreach (var g in o.ParamGroups) g.LearningRate = 0.1;")]
    [InlineData("Module<Tensor, Tensor> unknown = (Module<Tensor, Tensor>)Activator.CreateInstance(typeof(object))!; torch.optim.Adam(unknown.parameters(), 0.1);")]
    public Task Is_silent(string body) => Program(body);

    [Fact]
    public Task Look_alikes_are_none_of_ours() => Verify.Reports(new DL4001LearningRate(), """
        Mine.SGD(new List<Parameter>(), -1); var a = new Mine.Adam(-1);
        static class Mine { public static void SGD(List<Parameter> p, double lr) { } public class Adam(double lr) { public double Rate => lr; } }
        """);
}

public sealed class DL4001LearningRateFixTests
{
    [Fact]
    public Task Writes_the_rate() => VerifyFix.Turns(
        new DL4001LearningRate(),
        new DL4001LearningRateFix(),
        """
        var model = nn.Linear(8, 1);
        const double Rate = 0;
        var a = torch.optim.SGD(model.parameters(), -0.1);
        var b = torch.optim.Adam(model.parameters(), lr: 0, beta1: 0.5);
        """,
        """
        var model = nn.Linear(8, 1);
        const double Rate = 0;
        var a = torch.optim.SGD(model.parameters(), 1e-3);
        var b = torch.optim.Adam(model.parameters(), lr: 1e-3, beta1: 0.5);
        """);

    [Fact]
    public async Task Leaves_a_named_number_alone()
    {
        const string Code = """
            var model = nn.Linear(8, 1);
            const double Rate = 0;
            var o = torch.optim.SGD(model.parameters(), Rate);
            """;
        await VerifyFix.Turns(new DL4001LearningRate(), new DL4001LearningRateFix(), Code, Code);
    }
}
