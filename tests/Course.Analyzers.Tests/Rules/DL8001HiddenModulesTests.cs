using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL8001HiddenModulesTests
{
    private static Task Check(string members) => Verify.Reports(new DL8001HiddenModules(), $$"""
        class Net : Module<Tensor, Tensor>
        {
            {{members}}
            public override Tensor forward(Tensor x) => x;
        }
        """);

    [Theory]
    [InlineData("private readonly List<Linear> [|layers|] = new(); public Net() : base(\"n\") { for (int i = 0; i < 3; i++) layers.Add(nn.Linear(8, 8)); RegisterComponents(); }")]
    [InlineData("private readonly List<Module<Tensor, Tensor>> [|layers|] = new List<Module<Tensor, Tensor>> { nn.Linear(8, 8), nn.ReLU() }; public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("private readonly List<Module<Tensor, Tensor>> [|layers|] = [nn.Linear(8, 8)]; public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("private readonly Linear[] [|layers|] = { nn.Linear(8, 8), nn.Linear(8, 8) }; public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("private readonly Linear[] [|layers|]; public Net() : base(\"n\") { layers = new[] { nn.Linear(8, 8) }; RegisterComponents(); }")]
    [InlineData("private readonly Linear[] [|layers|] = new Linear[3]; public Net() : base(\"n\") { for (int i = 0; i < 3; i++) layers[i] = nn.Linear(8, 8); RegisterComponents(); }")]
    [InlineData("private readonly Dictionary<string, Module<Tensor, Tensor>> [|heads|] = new(); public Net() : base(\"n\") { heads.Add(\"a\", nn.Linear(8, 8)); RegisterComponents(); }")]
    [InlineData("private readonly Dictionary<string, Linear> [|heads|] = new(); public Net() : base(\"n\") { heads[\"a\"] = nn.Linear(8, 8); RegisterComponents(); }")]
    [InlineData("private readonly IReadOnlyList<Linear> [|layers|]; public Net() : base(\"n\") { layers = Enumerable.Range(0, 3).Select(_ => nn.Linear(8, 8)).ToList(); RegisterComponents(); }")]
    [InlineData("private readonly IEnumerable<Linear> [|layers|] = Enumerable.Range(0, 3).Select(_ => nn.Linear(8, 8)).ToArray(); public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("public List<Linear> [|Layers|] { get; } = new(); public Net() : base(\"n\") { Layers.Add(nn.Linear(8, 8)); RegisterComponents(); }")]
    [InlineData("private readonly List<Parameter> [|weights|] = new(); public Net() : base(\"n\") { weights.Add(new Parameter(torch.zeros(3))); RegisterComponents(); }")]
    [InlineData("private readonly Parameter[] [|weights|] = { new Parameter(torch.zeros(3)) }; public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("private readonly List<Linear> [|layers|] = new(); public Net() : base(\"n\") { var layer = nn.Linear(8, 8); layers.Add(layer); RegisterComponents(); }")]
    [InlineData("private readonly List<Linear> [|layers|] = new(); public Net() : base(\"n\") { layers.Add(nn.Linear(8, 8)); Console.WriteLine(layers.Count); RegisterComponents(); }")]
    [InlineData("private List<Linear>? [|layers|]; public Net() : base(\"n\") { layers = new List<Linear> { nn.Linear(8, 8) }; RegisterComponents(); }")]
    public Task Reports(string members) => Check(members);

    [Theory]
    [InlineData("private readonly ModuleList<Linear> layers = nn.ModuleList<Linear>(); public Net() : base(\"n\") { layers.Add(nn.Linear(8, 8)); RegisterComponents(); }")]
    [InlineData("private readonly List<Linear> layers = new(); public Net() : base(\"n\") { for (int i = 0; i < 3; i++) { var l = nn.Linear(8, 8); layers.Add(l); register_module(\"l\" + i, l); } }")]
    [InlineData("private readonly List<Linear> layers = new(); public Net() : base(\"n\") { for (int i = 0; i < 3; i++) { layers.Add(nn.Linear(8, 8)); add_module(\"l\" + i, layers[i]); } }")]
    [InlineData("private readonly Linear a = nn.Linear(8, 8), b = nn.Linear(8, 8); private readonly Linear[] both; public Net() : base(\"n\") { both = new[] { a, b }; RegisterComponents(); }")]
    [InlineData("private readonly List<Module<Tensor, Tensor>> layers = new(); private readonly Sequential all; public Net() : base(\"n\") { layers.Add(nn.Linear(8, 8)); all = nn.Sequential(layers); RegisterComponents(); }")]
    [InlineData("private readonly List<Linear> layers = new(); private readonly ModuleList<Linear> all; public Net() : base(\"n\") { layers.Add(nn.Linear(8, 8)); all = nn.ModuleList(layers.ToArray()); RegisterComponents(); }")]
    [InlineData("private readonly IReadOnlyList<Linear> shared; public Net(IReadOnlyList<Linear> given) : base(\"n\") { shared = given; RegisterComponents(); }")]
    [InlineData("private readonly List<Tensor> states = new(); public Net() : base(\"n\") { states.Add(torch.zeros(3)); RegisterComponents(); }")]
    [InlineData("private readonly List<int> sizes = new() { 1, 2 }; public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("private static readonly List<Linear> Cache = new() { nn.Linear(8, 8) }; public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("private readonly List<Linear> layers = new() { nn.Linear(8, 8) }; public Net() : base(\"n\") { RegisterComponents(); } public override IEnumerable<Parameter> parameters(bool recurse = true) => layers.SelectMany(l => l.parameters());")]
    [InlineData("private readonly List<Linear> layers = new(); public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("private readonly List<Linear> layers = new() { nn.Linear(8, 8) }; public Net() : base(\"n\") { Keep(layers); } private static void Keep(List<Linear> all) { }")]
    [InlineData("private readonly Linear one = nn.Linear(8, 8); private readonly List<Linear> used = new(); public Net() : base(\"n\") { used.Add(one); RegisterComponents(); }")]
    [InlineData("private readonly Func<Linear> make = () => nn.Linear(8, 8); public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("private readonly ParameterList weights = nn.ParameterList(); public Net() : base(\"n\") { weights.Add(new Parameter(torch.zeros(3))); RegisterComponents(); }")]
    public Task Is_silent(string members) => Check(members);

    [Fact]
    public Task Is_silent_outside_of_modules() => Verify.Reports(new DL8001HiddenModules(), """
        class Ensemble { private readonly List<Linear> members = new() { nn.Linear(8, 8) }; }
        """);
}

public sealed class DL8001HiddenModulesFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(new DL8001HiddenModules(), new DL8001HiddenModulesFix(), before, after);

    [Theory]
    [InlineData("List<Linear> layers = new();", "ModuleList<Linear> layers = torch.nn.ModuleList<Linear>();")]
    [InlineData("List<Linear> layers = new List<Linear> { nn.Linear(1, 8) };", "ModuleList<Linear> layers = torch.nn.ModuleList<Linear>(nn.Linear(1, 8));")]
    [InlineData("List<Linear> layers = [];", "ModuleList<Linear> layers = torch.nn.ModuleList<Linear>();")]
    public Task Uses_a_ModuleList(string before, string after)
    {
        static string Around(string field) => $$"""
            class Net : Module<Tensor, Tensor>
            {
                private readonly {{field}}
                public Net() : base("net")
                {
                    for (int i = 0; i < 3; i++)
                        layers.Add(nn.Linear(8, 8));
                    RegisterComponents();
                }
                public override Tensor forward(Tensor x) { foreach (var layer in layers) x = layer.forward(x); return x; }
            }
            """;
        return Turns(Around(before), Around(after));
    }

    [Theory]
    [InlineData("Linear[] layers = { nn.Linear(8, 8), nn.Linear(8, 8) };", "layers.Length", "ModuleList<Linear> layers = torch.nn.ModuleList<Linear>(nn.Linear(8, 8), nn.Linear(8, 8));", "layers.Count")]
    [InlineData("Linear[] layers = new[] { nn.Linear(8, 8) };", "layers[0].GetHashCode()", "ModuleList<Linear> layers = torch.nn.ModuleList<Linear>(nn.Linear(8, 8));", "layers[0].GetHashCode()")]
    [InlineData("Module<Tensor, Tensor>[] layers = new Module<Tensor, Tensor>[] { nn.Linear(8, 8) };", "layers.First().GetHashCode()", "ModuleList<Module<Tensor, Tensor>> layers = torch.nn.ModuleList<Module<Tensor, Tensor>>(nn.Linear(8, 8));", "layers.First().GetHashCode()")]
    [InlineData("Linear[] layers = [nn.Linear(8, 8)];", "layers.Rank", "Linear[] layers = [nn.Linear(8, 8)];", "layers.Rank")]
    [InlineData("Linear[] layers = [nn.Linear(8, 8)];", "(layers[0] = nn.Linear(8, 8)).GetHashCode()", "Linear[] layers = [nn.Linear(8, 8)];", "(layers[0] = nn.Linear(8, 8)).GetHashCode()")]
    [InlineData("Linear[] layers = new Linear[2];", "(layers[0] = nn.Linear(8, 8)).GetHashCode()", "Linear[] layers = new Linear[2];", "(layers[0] = nn.Linear(8, 8)).GetHashCode()")]
    [InlineData("Dictionary<string, Linear> heads = new();", "Add(heads.Count)", "ModuleDict<Linear> heads = torch.nn.ModuleDict<Linear>();", "Add(heads.Count)")]
    [InlineData("Dictionary<string, Linear> heads = new Dictionary<string, Linear>();", "Add(heads[\"a\"].GetHashCode())", "ModuleDict<Linear> heads = torch.nn.ModuleDict<Linear>();", "Add(heads[\"a\"].GetHashCode())")]
    [InlineData("Dictionary<string, Linear> heads = new();", "Add((heads[\"a\"] = nn.Linear(8, 8)).GetHashCode())", "Dictionary<string, Linear> heads = new();", "Add((heads[\"a\"] = nn.Linear(8, 8)).GetHashCode())")]
    [InlineData("Dictionary<string, Linear> heads = new();", "Add(heads.Comparer.GetHashCode())", "Dictionary<string, Linear> heads = new();", "Add(heads.Comparer.GetHashCode())")]
    public Task Uses_what_fits_arrays_and_dictionaries(string before, string use, string after, string used)
    {
        static string Around(string field, string use) => $$"""
            class Net : Module<Tensor, Tensor>
            {
                private readonly {{field}}
                public Net() : base("net") { RegisterComponents(); }
                public int Ask() => {{use}};
                {{(field.Contains("heads", StringComparison.Ordinal) ? "private int Add(int n) { heads.Add(\"a\", nn.Linear(8, 8)); return n; }" : "")}}
                public override Tensor forward(Tensor x) => x;
            }
            """;
        return Turns(Around(before, use), Around(after, used));
    }

    [Fact]
    public async Task Is_not_offered_where_the_list_is_asked_for_more()
    {
        const string Code = """
            class Net : Module<Tensor, Tensor>
            {
                private readonly List<Linear> layers = new() { nn.Linear(8, 8) };
                public Net() : base("net") { layers.Reverse(); RegisterComponents(); }
                public override Tensor forward(Tensor x) => x;
            }
            """;
        await Turns(Code, Code);
    }
}
