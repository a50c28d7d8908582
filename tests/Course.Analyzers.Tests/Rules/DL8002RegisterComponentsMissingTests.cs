using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL8002RegisterComponentsMissingTests
{
    private static Task Check(string code) => Verify.Reports(new DL8002RegisterComponentsMissing(), code);

    private static string Net(string body, string name = "{|E:Net|}", string use = "static class P { static void Main() { var net = new Net(); } }") => $$"""
        class {{name}} : Module<Tensor, Tensor>
        {
            {{body}}
            public override Tensor forward(Tensor x) => x;
        }
        {{use}}
        """;

    [Theory]
    [InlineData("private readonly Linear one = nn.Linear(8, 8); public Net() : base(\"n\") { }")]
    [InlineData("private readonly Linear one; public Net() : base(\"n\") { one = nn.Linear(8, 8); }")]
    [InlineData("private readonly Linear one; public Net() : base(\"n\") => one = nn.Linear(8, 8);")]
    [InlineData("private readonly LSTM lstm = nn.LSTM(8, 8); private readonly Dropout drop = nn.Dropout(0.1); public Net() : base(\"n\") { }")]
    [InlineData("private readonly Sequential all = nn.Sequential(nn.Linear(8, 8), nn.ReLU()); public Net() : base(\"n\") { }")]
    [InlineData("private readonly Module<Tensor, Tensor> all = nn.Sequential((\"a\", nn.Linear(8, 8))); public Net() : base(\"n\") { }")]
    [InlineData("private readonly Module<Tensor, Tensor> one; public Net() : base(\"n\") { one = nn.Conv2d(1, 8, 3); }")]
    [InlineData("private readonly Parameter weight = new Parameter(torch.zeros(3)); public Net() : base(\"n\") { }")]
    [InlineData("public Linear One { get; } = nn.Linear(8, 8); public Net() : base(\"n\") { }")]
    [InlineData("private readonly Embedding table = nn.Embedding(8, 8); public Net() : base(\"n\") { /* RegisterComponents(); */ }")]
    [InlineData("private readonly Linear one = nn.Linear(8, 8); public Net() : base(\"n\") { Console.WriteLine(nameof(RegisterComponents)); }")]
    [InlineData("private readonly Linear one = nn.Linear(8, 8); public Net(int n) : base(\"n\") { } public Net() : this(3) { }")]
    [InlineData("private readonly BatchNorm2d norm = nn.BatchNorm2d(8); public Net() : base(\"n\") { }")]
    public Task Reports_a_root(string body) => Check(Net(body));

    [Theory]
    [InlineData("private readonly Linear one = nn.Linear(8, 8); public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("private readonly Linear one = nn.Linear(8, 8); public Net() : base(\"n\") { this.RegisterComponents(); }")]
    [InlineData("private readonly Linear one = nn.Linear(8, 8); public Net() : base(\"n\") { register_module(\"one\", one); }")]
    [InlineData("private readonly Linear one = nn.Linear(8, 8); public Net() : base(\"n\") { Init(); } private void Init() { RegisterComponents(); }")]
    [InlineData("private readonly ReLU one = nn.ReLU(); private readonly Dropout two = nn.Dropout(0.1); public Net() : base(\"n\") { }")]
    [InlineData("private readonly Module<Tensor, Tensor> one = nn.ReLU(); public Net() : base(\"n\") { }")]
    [InlineData("private readonly Sequential one = nn.Sequential(nn.ReLU(), nn.Flatten()); public Net() : base(\"n\") { }")]
    [InlineData("private readonly int size = 3; public Net() : base(\"n\") { }")]
    [InlineData("private static readonly Linear One = nn.Linear(8, 8); public Net() : base(\"n\") { }")]
    [InlineData("private readonly Tensor table = torch.zeros(3); public Net() : base(\"n\") { }")]
    [InlineData("private readonly CrossEntropyLoss loss = nn.CrossEntropyLoss(); public Net() : base(\"n\") { }")]
    [InlineData("private readonly Linear one = nn.Linear(8, 8); public Net() : base(\"n\") { } public override IEnumerable<Parameter> parameters(bool recurse = true) => one.parameters();")]
    [InlineData("private readonly Module<Tensor, Tensor> given; public Net(Module<Tensor, Tensor> g) : base(\"n\") { given = g; } public Net() : this(nn.ReLU()) { }")]
    public Task Is_silent(string body) => Check(Net(body, "Net"));

    [Theory]
    [InlineData("ConditionallyRegisterParameter")]
    [InlineData("register_parameter")]
    public Task Is_silent_where_a_setter_registers(string register) => Check(Net(
        $$"""
        private Parameter _weight = null!;
        public Parameter Weight { get => _weight; set { _weight = value; {{register}}("weight", _weight); } }
        public Net() : base("n") { Weight = new Parameter(torch.zeros(3)); }
        """,
        "Net"));

    [Fact]
    public async Task Is_silent_in_the_sources_of_the_library_itself()
    {
        var library = Compilations.Of("""
            namespace TorchSharp
            {
                public static class torch
                {
                    public class Tensor { }
                    public static class nn { public class Module { } }
                    public static class optim { public class Optimizer { } }
                }
            }
            namespace TorchSharp.Modules
            {
                public class Parameter : torch.Tensor { }
                public class Linear : torch.nn.Module { private readonly Parameter weight = new(); }
                public static class Program { public static void F() { var linear = new Linear(); } }
            }
            """).WithoutTorch();
        Assert.Empty(await Verify.Run(library, null, new DL8002RegisterComponentsMissing()));
    }

    [Fact]
    public Task In_a_Sequential() => Check(Net(
        "private readonly Linear one = nn.Linear(8, 8); public Net() : base(\"n\") { }",
        use: """
        class Outer : Module<Tensor, Tensor>
        {
            private readonly Sequential all = nn.Sequential(new Net(), nn.ReLU());
            public Outer() : base("o") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => all.forward(x);
        }
        """));

    [Fact]
    public Task As_the_child_of_a_parent_that_registers() => Check(Net(
        "private readonly Linear one = nn.Linear(8, 8); public Net() : base(\"n\") { }",
        "{|I:Net|}",
        """
        class Outer : Module<Tensor, Tensor>
        {
            private readonly Net inner = new();
            public Outer() : base("o") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => inner.forward(x);
        }
        """));

    [Fact]
    public Task Registered_by_the_base_class() => Check("""
        abstract class Base : Module<Tensor, Tensor>
        {
            protected Base() : base("b") { RegisterComponents(); }
        }
        class Net : Base { private readonly Linear one = nn.Linear(8, 8); public override Tensor forward(Tensor x) => one.forward(x); }
        static class P { static void Main() { var net = new Net(); } }
        """);

    [Fact]
    public Task Registered_by_the_derived_class() => Check("""
        class Base : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 8);
            protected Base() : base("b") { }
            public override Tensor forward(Tensor x) => one.forward(x);
        }
        class Net : Base { public Net() { RegisterComponents(); } }
        """);

    [Fact]
    public Task With_a_primary_constructor() => Check("""
        class {|E:Net|}() : Module<Tensor, Tensor>("n")
        {
            private readonly Linear one = nn.Linear(8, 8);
            public override Tensor forward(Tensor x) => one.forward(x);
        }
        static class P { static void Main() { var net = new Net(); } }
        """);
}

public sealed class DL8002RegisterComponentsMissingFixTests
{
    [Fact]
    public Task Inserts_at_the_end() => VerifyFix.Turns(
        new DL8002RegisterComponentsMissing(),
        new DL8002RegisterComponentsMissingFix(),
        """
        var a = new Net(); var b = new Net(2); var c = new Empty();
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear one;
            public Net() : this(8) { }
            public Net(int n) : base("net")
            {
                one = nn.Linear(n, n); // the only one
            }
            public override Tensor forward(Tensor x) => one.forward(x);
        }
        class Empty : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 8);
            public Empty() : base("empty") { }
            public override Tensor forward(Tensor x) => one.forward(x);
        }
        """,
        """
        var a = new Net(); var b = new Net(2); var c = new Empty();
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear one;
            public Net() : this(8) { }
            public Net(int n) : base("net")
            {
                one = nn.Linear(n, n); // the only one
                RegisterComponents();
            }
            public override Tensor forward(Tensor x) => one.forward(x);
        }
        class Empty : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 8);
            public Empty() : base("empty") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => one.forward(x);
        }
        """);

    [Theory]
    [InlineData(
        "class Net(int n) : Module<Tensor, Tensor>(\"net\") { readonly Linear a = nn.Linear(8, n), b = nn.Linear(8, 8); public override Tensor forward(Tensor x) => b.forward(a.forward(x)); }",
        "class Net : Module<Tensor, Tensor> { readonly Linear a, b = nn.Linear(8, 8); public Net(int n) : base(\"net\") { a = nn.Linear(8, n); RegisterComponents(); } public override Tensor forward(Tensor x) => b.forward(a.forward(x)); }")]
    [InlineData(
        "class Net(int n) : Module<Tensor, Tensor>(\"net\") { readonly Linear a = nn.Linear(8, 8); public override Tensor forward(Tensor x) => a.forward(x) * n; }",
        "class Net(int n) : Module<Tensor, Tensor>(\"net\") { readonly Linear a = nn.Linear(8, 8); public override Tensor forward(Tensor x) => a.forward(x) * n; }")]
    public Task Writes_a_primary_constructor_out(string before, string after) => VerifyFix.Turns(
        new DL8002RegisterComponentsMissing(), new DL8002RegisterComponentsMissingFix(),
        "var net = new Net(3);\n" + before, "var net = new Net(3);\n" + after);
}
