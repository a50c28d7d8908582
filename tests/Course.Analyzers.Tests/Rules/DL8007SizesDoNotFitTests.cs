using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL8007SizesDoNotFitTests
{
    private static Task Check(string code) => Verify.Reports(new DL8007SizesDoNotFit(), code);

    [Theory]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear([|16|], 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(0.5), nn.Linear([|16|], 8), nn.Tanh(), nn.Linear([|4|], 2))")]
    [InlineData("nn.Sequential((\"a\", nn.Linear(4, 8)), (\"b\", nn.Linear([|7|], 2)))")]
    [InlineData("nn.Sequential(nn.Linear(4, Hidden), nn.ReLU(), nn.Linear([|16|], 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, Hidden), nn.ReLU(), nn.Linear([|Hidden * 2|], 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, size), nn.ReLU(), nn.Linear([|size + 1|], 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.LayerNorm([|16|]))")]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.Linear([|16|], 2))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU(), nn.Conv2d([|16|], 8, 3))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.MaxPool2d(2), nn.Conv2d([|4|], 8, 3))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d([|16|]), nn.ReLU())")]
    [InlineData("nn.Sequential(nn.Conv1d(1, 8, 3), nn.GroupNorm(4, [|16|]))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.ConvTranspose2d([|4|], 8, 3))")]
    [InlineData("nn.Sequential(nn.Sequential(nn.Linear(4, 8), nn.ReLU()), nn.Sequential(nn.Linear([|16|], 2)))")]
    [InlineData("nn.Sequential(nn.Linear(inputSize: 4, outputSize: 8), nn.Linear(outputSize: 2, inputSize: [|9|]))")]
    [InlineData("nn.Sequential(Block(4, 8), Block(9, 2)); static Sequential Block(int a, int b) => nn.Sequential(nn.Linear([|a|], b), nn.ReLU())")]
    public Task Reports(string network) => Check($"const int Hidden = 8; int size = 8; var model = {network};");

    [Theory]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, Hidden), nn.ReLU(), nn.Linear(8, 2))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.Flatten(), nn.Linear(800, 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.Unflatten(1, new long[] { 2, 4 }), nn.Linear(4, 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(16))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.LayerNorm(26))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.Linear(26, 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, given), nn.Linear(8, 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.Linear(given, 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.GLU(), nn.Linear(4, 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.MaxPool1d(2), nn.Linear(4, 2))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.PixelShuffle(2), nn.Conv2d(2, 8, 3))")]
    [InlineData("nn.Sequential(nn.Linear(4, 8), Layer(), nn.Linear(16, 2))")]
    [InlineData("nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(new long[] { 3, 8 }))")]
    [InlineData("nn.Sequential(Block(4, 8), Block(8, 2)); static Sequential Block(int a, int b) => nn.Sequential(nn.Linear(a, b), nn.ReLU())")]
    public Task Is_silent(string network) => Check($$"""
        const int Hidden = 8; var given = args.Length; var model = {{network}};
        static Module<Tensor, Tensor> Layer() => Environment.ProcessorCount > 2 ? nn.ReLU() : nn.Linear(8, 16);
        """);

    private static Task CheckForward(string body, string parameters = "", string made = "8") => Check($$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = nn.Linear(4, 8), c = nn.Linear(8, 2);
            private readonly Linear b;
            private readonly Conv2d conv = nn.Conv2d(1, 8, 3);
            public Net({{parameters}}) : base("n") { b = nn.Linear({{made}}, 8); RegisterComponents(); }
            public override Tensor forward(Tensor x) { {{body}} }
        }
        static class Program { static void Main() { var n = new Net({{(parameters.Length > 0 ? "16" : "")}}); } }
        """);

    [Theory]
    [InlineData("return b.forward(a.forward(x));", "", "[|16|]")]
    [InlineData("x = functional.relu(a.forward(x)); x = functional.dropout(x, 0.5); return b.call(x);", "", "[|16|]")]
    [InlineData("return b.forward(a.forward(x));", "int n", "[|n|]")]
    [InlineData("x = a.forward(x); x = x + c.forward(x).tanh().sum(); return x;", "", "16")]
    [InlineData("x = a.forward(x).view(-1, 16); return b.forward(x);", "", "16")]
    [InlineData("x = torch.cat(new[] { a.forward(x), a.forward(x) }, 1); return b.forward(x);", "", "16")]
    [InlineData("x = a.forward(x); x = x.mean(new long[] { 1 }); return b.forward(x);", "", "16")]
    [InlineData("x = training ? a.forward(x) : x; return b.forward(x);", "", "16")]
    [InlineData("x = conv.forward(x); x = x.flatten(1); return b.forward(x);", "", "16")]
    [InlineData("x = a.forward(x); return b.forward(x.transpose(0, 1));", "", "16")]
    public Task Follows_applications(string body, string parameters, string made) => CheckForward(body, parameters, made);
}
