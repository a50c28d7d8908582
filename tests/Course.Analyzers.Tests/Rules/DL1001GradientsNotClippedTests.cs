using Course.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers.Tests.Rules;

/// <summary>The special cases of the rule: where the parts of a training loop may hide, what counts as clipping, when to stay silent.</summary>
public sealed class DL1001GradientsNotClippedTests
{
    private const string Net = """
        class Net : Module<Tensor, Tensor>
        {
            public readonly LSTM lstm = nn.LSTM(8, 16);
            public readonly Linear head = nn.Linear(16, 1);
            public Net() : base("net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => head.forward(lstm.forward(x).Item1);
            public Tensor Loss() => forward(torch.randn(20, 4, 8)).pow(2).mean();
        }
        class Mlp : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 16), two = nn.Linear(16, 1);
            public Mlp() : base("mlp") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => two.forward(functional.relu(one.forward(x)));
            public Tensor Loss() => forward(torch.randn(4, 8)).pow(2).mean();
        }
        """;

    private static Task Check(string code, string? config = null) => Verify.Reports(new DL1001GradientsNotClipped(), code, config, Net);

    /// <summary>The body of a loop over a Net, its optimizer (SGD) and the number of the batch.</summary>
    private static Task InLoop(string body, string before = "", string after = "", string? config = null) => Check($$"""
        var model = new Net();
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        {{before}}
        for (int batch = 0; batch < 100; batch++)
        {
            {{body}}
        }
        {{after}}
        """, config);

    public static TheoryData<string, string, string> Unclipped => new()
    {
        { "plain", "optimizer.zero_grad(); var loss = model.Loss(); loss.backward(); {|W:optimizer.step()|};", "" },
        { "conditional access", "optimizer.zero_grad(); Tensor? loss = model.Loss(); loss?.backward(); {|W:optimizer.step()|};", "" },
        { "autograd.backward", "optimizer.zero_grad(); torch.autograd.backward(model.Loss()); {|W:optimizer.step()|};", "" },
        { "dispose scope", "using var _ = torch.NewDisposeScope(); optimizer.zero_grad(); model.Loss().backward(); {|W:optimizer.step()|};", "" },
        { "using block", "using (var scope = torch.NewDisposeScope()) { optimizer.zero_grad(); model.Loss().backward(); {|W:optimizer.step()|}; }", "" },
        { "try and finally", "try { model.Loss().backward(); {|W:optimizer.step()|}; } finally { optimizer.zero_grad(); }", "" },
        { "accumulation", "model.Loss().backward(); if ((batch + 1) % 4 == 0) { {|W:optimizer.step()|}; optimizer.zero_grad(); }", "" },
        { "the loss is clamped", "optimizer.zero_grad(); var loss = model.Loss().clamp(-1, 1); loss.backward(); {|W:optimizer.step()|};", "" },
        { "commented out", "optimizer.zero_grad(); model.Loss().backward(); /* torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); */ {|W:optimizer.step()|};", "" },
        { "a helper that only logs", "optimizer.zero_grad(); model.Loss().backward(); ClipGradients(model); {|W:optimizer.step()|};", "static void ClipGradients(Module m) { foreach (var p in m.parameters()) Console.WriteLine(p.grad!.norm().item<float>()); }" },
        { "every tenth batch only", "optimizer.zero_grad(); model.Loss().backward(); if (batch % 10 == 0) torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); {|W:optimizer.step()|};", "" },
        { "switched off by a constant", "const bool Clip = false; optimizer.zero_grad(); model.Loss().backward(); if (Clip) torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); {|W:optimizer.step()|};", "" },
        { "step in a helper", "optimizer.zero_grad(); model.Loss().backward(); {|W:Update(optimizer)|};", "static void Update(torch.optim.Optimizer o) => o.step();" },
        { "backward in a helper", "optimizer.zero_grad(); Back(model.Loss()); {|W:optimizer.step()|};", "static void Back(Tensor loss) => loss.backward();" },
        { "both in a helper", "Train(model, optimizer);", "static void Train(Net m, torch.optim.Optimizer o) { o.zero_grad(); m.Loss().backward(); {|W:o.step()|}; }" },
        { "both in a lambda", "var train = () => { optimizer.zero_grad(); model.Loss().backward(); {|W:optimizer.step()|}; }; train();", "" },
        { "backward in a lambda", "var back = () => model.Loss().backward(); optimizer.zero_grad(); back(); {|W:optimizer.step()|};", "" },
        { "step in a local function", "void Update() { optimizer.step(); } optimizer.zero_grad(); model.Loss().backward(); {|W:Update()|};", "" },
        { "closure", "{|W:optimizer.step(() => { optimizer.zero_grad(); var loss = model.Loss(); loss.backward(); return loss; })|};", "" },
        { "a lambda handed to a helper", "optimizer.zero_grad(); Timed(() => model.Loss().backward()); {|W:optimizer.step()|};", "static void Timed(Action action) { var t = DateTime.Now; action(); Console.WriteLine(DateTime.Now - t); }" },
        { "written by hand", "model.zero_grad(); model.Loss().backward(); using (torch.no_grad()) foreach (var p in model.parameters()) {|W:p.sub_(0.1 * p.grad!)|};", "" },
        { "the norm is only measured", "optimizer.zero_grad(); model.Loss().backward(); var norm = torch.nn.utils.clip_grad_norm_(model.parameters(), double.PositiveInfinity); Console.WriteLine(norm); {|W:optimizer.step()|};", "" },
        { "a helper that scales the loss", "optimizer.zero_grad(); Clip(model.Loss()).backward(); {|W:optimizer.step()|};", "static Tensor Clip(Tensor loss) => loss.clamp_max(10);" },
        { "clip in one branch", "optimizer.zero_grad(); model.Loss().backward(); if (batch < 50) { torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step(); } else { {|W:optimizer.step()|}; }", "" },
    };

    public static TheoryData<string, string, string> Clipped => new()
    {
        { "by norm", "optimizer.zero_grad(); model.Loss().backward(); torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step();", "" },
        { "by value", "optimizer.zero_grad(); model.Loss().backward(); torch.nn.utils.clip_grad_value_(model.parameters(), 0.5); optimizer.step();", "" },
        { "a bound that is not constant", "optimizer.zero_grad(); model.Loss().backward(); torch.nn.utils.clip_grad_norm_(model.parameters(), double.Parse(\"1\")); optimizer.step();", "" },
        { "the optimizer's own list", "optimizer.zero_grad(); model.Loss().backward(); torch.nn.utils.clip_grad_norm_(optimizer.parameters(), 1.0); optimizer.step();", "" },
        { "a list in a variable", "var list = model.parameters().ToList(); optimizer.zero_grad(); model.Loss().backward(); torch.nn.utils.clip_grad_norm_(list, 1.0); optimizer.step();", "" },
        { "under a setting", "optimizer.zero_grad(); model.Loss().backward(); if (Settings.Clip > 0) torch.nn.utils.clip_grad_norm_(model.parameters(), Settings.Clip); optimizer.step();", "static class Settings { public static double Clip = 1; }" },
        { "under a setting, step in both branches", "optimizer.zero_grad(); model.Loss().backward(); if (Settings.Clip) { torch.nn.utils.clip_grad_norm_(model.parameters(), 1); optimizer.step(); } else { optimizer.step(); }", "static class Settings { public static bool Clip = true; }" },
        { "only when the norm is large", "optimizer.zero_grad(); model.Loss().backward(); double norm = 0; foreach (var p in model.parameters()) norm += p.grad!.norm().item<float>(); if (norm > 1) foreach (var p in model.parameters()) p.grad!.mul_(1 / norm); optimizer.step();", "" },
        { "a bound that bounds nothing is another rule's", "optimizer.zero_grad(); model.Loss().backward(); torch.nn.utils.clip_grad_norm_(model.parameters(), double.PositiveInfinity); optimizer.step();", "" },
        { "a bound that cannot work is another rule's", "optimizer.zero_grad(); model.Loss().backward(); torch.nn.utils.clip_grad_norm_(model.parameters(), -1); optimizer.step();", "" },
        { "div_ on gradients", "optimizer.zero_grad(); model.Loss().backward(); foreach (var p in model.parameters()) p.grad!.div_(10); optimizer.step();", "" },
        { "copy_ on gradients", "optimizer.zero_grad(); model.Loss().backward(); foreach (var p in model.parameters()) p.grad!.copy_(p.grad!.clamp(-1, 1)); optimizer.step();", "" },
        { "mul_ on gradients", "optimizer.zero_grad(); model.Loss().backward(); foreach (var p in model.parameters()) p.grad!.mul_(0.1); optimizer.step();", "" },
        { "clamp_ on gradients", "optimizer.zero_grad(); model.Loss().backward(); foreach (var p in model.parameters()) p.grad?.clamp_(-1, 1); optimizer.step();", "" },
        { "clamp_ through a local", "optimizer.zero_grad(); model.Loss().backward(); foreach (var p in model.parameters()) { var g = p.grad; if (g is null) continue; g.clamp_(-1, 1); } optimizer.step();", "" },
        { "assignment of gradients", "optimizer.zero_grad(); model.Loss().backward(); foreach (var p in model.parameters()) p.grad = p.grad!.clamp(-1, 1); optimizer.step();", "" },
        { "a helper", "optimizer.zero_grad(); model.Loss().backward(); Clip(model); optimizer.step();", "static void Clip(Module m) => torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0);" },
        { "a helper four calls deep", "optimizer.zero_grad(); model.Loss().backward(); A(model); optimizer.step();", "static void A(Module m) => B(m); static void B(Module m) => C(m); static void C(Module m) => D(m); static void D(Module m) => torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0);" },
        { "clip and step in a helper", "optimizer.zero_grad(); model.Loss().backward(); ClipAndStep(model, optimizer);", "static void ClipAndStep(Module m, torch.optim.Optimizer o) { torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0); o.step(); }" },
        { "accumulation", "model.Loss().backward(); if ((batch + 1) % 4 == 0) { torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step(); optimizer.zero_grad(); }", "" },
        { "after the step is another rule's", "optimizer.zero_grad(); model.Loss().backward(); optimizer.step(); torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);", "" },
        { "before backward is another rule's", "optimizer.zero_grad(); var loss = model.Loss(); torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); loss.backward(); optimizer.step();", "" },
        { "another model is another rule's", "var other = new Mlp(); optimizer.zero_grad(); model.Loss().backward(); torch.nn.utils.clip_grad_norm_(other.parameters(), 1.0); optimizer.step();", "" },
        { "in a lambda", "optimizer.zero_grad(); model.Loss().backward(); var clip = () => { torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); }; clip(); optimizer.step();", "" },
        { "in the closure", "optimizer.step(() => { optimizer.zero_grad(); var loss = model.Loss(); loss.backward(); torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); return loss; });", "" },
        { "written by hand", "model.zero_grad(); model.Loss().backward(); torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); using (torch.no_grad()) foreach (var p in model.parameters()) p.sub_(0.1 * p.grad!);", "" },
        { "no backward", "optimizer.zero_grad(); model.Loss(); optimizer.step();", "" },
        { "no step", "model.Loss().backward(); model.zero_grad();", "" },
        { "inference", "using var _ = torch.no_grad(); model.eval(); Console.WriteLine(model.Loss().item<float>());", "" },
    };

    [Theory]
    [MemberData(nameof(Unclipped))]
    public Task Reports_what_is_not_clipped(string name, string loop, string after) => InLoop(loop, "// " + name, after);

    [Theory]
    [MemberData(nameof(Clipped))]
    public Task Is_silent_about_what_is_clipped(string name, string loop, string after) => InLoop(loop, "// " + name, after);

    [Fact]
    public Task A_local_function_within_a_try() => InLoop("""
        try { void Update() => optimizer.step(); optimizer.zero_grad(); model.Loss().backward(); {|W:Update()|}; }
        catch (InvalidOperationException) { break; }
        """);

    [Fact]
    public Task Optimizer_in_a_field() => Check("""
        class Trainer
        {
            private readonly Net _model = new();
            private readonly torch.optim.Optimizer _optimizer;
            public Trainer() => _optimizer = torch.optim.SGD(_model.parameters(), 0.1);
            public void Step() { _optimizer.zero_grad(); _model.Loss().backward(); {|W:_optimizer.step()|}; }
        }
        """);

    [Fact]
    public Task Optimizer_in_a_property() => Check("""
        class Trainer
        {
            private readonly Net _model = new();
            public required torch.optim.Optimizer Optimizer { get; init; }
            public static Trainer Make() { var net = new Net(); return new Trainer { Optimizer = torch.optim.SGD(net.parameters(), 0.1) }; }
            public async Task Train() { while (true) { Optimizer.zero_grad(); _model.Loss().backward(); {|W:Optimizer.step()|}; await Task.Yield(); } }
        }
        """);

    [Fact]
    public Task Optimizer_and_model_from_a_primary_constructor() => Check("""
        class Trainer(Net model, torch.optim.Optimizer optimizer)
        {
            public void Step() { optimizer.zero_grad(); model.Loss().backward(); {|W:optimizer.step()|}; }
        }
        static class Program
        {
            public static void Run() { var net = new Net(); var trainer = new Trainer(net, torch.optim.SGD(net.parameters(), 0.1)); trainer.Step(); }
        }
        """);

    [Fact]
    public Task Model_that_moved_to_a_device() => Check("""
        var model = new Net().to(torch.CPU);
        var optimizer = new SGD(model.parameters(), 0.1);
        model.train();
        foreach (var epoch in Enumerable.Range(0, 10)) { optimizer.zero_grad(); model.Loss().backward(); {|W:optimizer.step()|}; }
        """);

    [Fact]
    public Task Sequence_of_a_named_recurrent_part() => Check("""
        var model = nn.Sequential(("mix", nn.Linear(8, 8)), ("net", new Net()));
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        foreach (var epoch in Enumerable.Range(0, 10)) { optimizer.zero_grad(); model.forward(torch.randn(1)).sum().backward(); {|W:optimizer.step()|}; }
        """);

    [Fact]
    public Task Two_optimizers_get_one_verdict_each() => Check("""
        var a = new Net(); var b = new Net();
        var optA = torch.optim.SGD(a.parameters(), 0.1); var optB = torch.optim.SGD(b.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            optA.zero_grad(); a.Loss().backward(); torch.nn.utils.clip_grad_norm_(a.parameters(), 1.0); optA.step();
            optB.zero_grad(); b.Loss().backward(); {|W:optB.step()|};
        }
        """);

    [Fact]
    public Task A_shallow_network_beside_a_recurrent_one() => Check("""
        var a = new Net(); var b = new Mlp();
        var optA = torch.optim.SGD(a.parameters(), 0.1); var optB = torch.optim.SGD(b.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            optA.zero_grad(); a.Loss().backward(); {|W:optA.step()|};
            optB.zero_grad(); b.Loss().backward(); optB.step();
        }
        """);

    [Fact]
    public Task Only_the_head_is_trained() => Check("""
        var model = new Net();
        var optimizer = torch.optim.SGD(model.head.parameters(), 0.1);
        for (int i = 0; i < 10; i++) { optimizer.zero_grad(); model.Loss().backward(); optimizer.step(); }
        """);

    [Fact]
    public Task The_recurrent_part_is_frozen() => Check("""
        var model = new Net();
        foreach (var p in model.lstm.parameters()) p.requires_grad = false;
        var optimizer = torch.optim.SGD(model.parameters().Where(p => p.requires_grad), 0.1);
        for (int i = 0; i < 10; i++) { optimizer.zero_grad(); model.Loss().backward(); optimizer.step(); }
        """);

    [Fact]
    public Task An_adversarial_example_has_no_step() => Check("""
        var model = new Net();
        var x = torch.randn(20, 4, 8, requires_grad: true);
        for (int i = 0; i < 10; i++) { model.forward(x).sum().backward(); using (torch.no_grad()) { x.add_(x.grad!.sign() * 0.1); } }
        """);

    [Fact]
    public Task A_virtual_wrapper_of_which_one_override_clips() => Check("""
        abstract class Updater { public abstract void Update(torch.optim.Optimizer o, Module m); }
        class Clipping : Updater { public override void Update(torch.optim.Optimizer o, Module m) { torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0); o.step(); } }
        class Plain : Updater { public override void Update(torch.optim.Optimizer o, Module m) => o.step(); }
        class Trainer(Updater updater)
        {
            private readonly Net _model = new();
            public void Run() { var o = torch.optim.SGD(_model.parameters(), 0.1); o.zero_grad(); _model.Loss().backward(); updater.Update(o, _model); }
        }
        """);

    [Fact]
    public Task An_optimizer_of_the_user_that_clips_in_step() => Check("""
        class Careful(IEnumerable<Parameter> p) : SGD(p, 0.1)
        {
            public override Tensor step(Func<Tensor>? closure = null) { torch.nn.utils.clip_grad_norm_(parameters(), 1.0); return base.step(closure); }
        }
        static class Program
        {
            public static void Run() { var net = new Net(); var o = new Careful(net.parameters()); for (;;) { o.zero_grad(); net.Loss().backward(); o.step(); } }
        }
        """);

    [Fact]
    public Task An_optimizer_of_the_user_that_does_not() => Check("""
        class Bold(IEnumerable<Parameter> p) : SGD(p, 0.1)
        {
            public override Tensor step(Func<Tensor>? closure = null) { Console.WriteLine("step"); return base.step(closure); }
        }
        static class Program
        {
            public static void Run() { var net = new Net(); var o = new Bold(net.parameters()); for (;;) { o.zero_grad(); net.Loss().backward(); {|W:o.step()|}; } }
        }
        """);

    [Fact]
    public Task Helpers_named_in_the_configuration() => InLoop(
        "optimizer.zero_grad(); model.Loss().backward(); Tame(model); optimizer.step();",
        after: "static void Tame(Module m) { }",
        config: "dl.clip_helpers = Bound, Tame");

    [Fact]
    public Task A_single_step_is_a_demonstration() => Check("""
        var model = new Net(); var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        model.Loss().backward(); optimizer.step();
        void Often() { model.Loss().backward(); {|W:optimizer.step()|}; }
        for (int i = 0; i < 9; i++) Often();
        class Tests
        {
            [Fact] public void Moves_the_weights() { var m = new Net(); var o = torch.optim.SGD(m.parameters(), 0.1); m.Loss().backward(); o.step(); }
            public void Train() { var m = new Net(); var o = torch.optim.SGD(m.parameters(), 0.1); m.Loss().backward(); {|W:o.step()|}; }
        }
        class FactAttribute : Attribute { }
        """);

    [Fact]
    public Task Recurrence_written_with_tensors_alone() => Check("""
        var u = torch.randn(8, 16, requires_grad: true); var w = torch.randn(16, 16, requires_grad: true);
        var a = new Parameter(torch.randn(8, 16)); var b = new Parameter(torch.randn(16, 16));
        var bare = torch.optim.SGD(new[] { new Parameter(u) }, 0.1); var optimizer = torch.optim.SGD(new[] { a, b }, 0.1);
        for (int epoch = 0; epoch < 9; epoch++)
        {
            var x = torch.randn(20, 4, 8); var h = torch.zeros(4, 16);
            for (int t = 0; t < 20; t++) h = torch.tanh(torch.matmul(x[t], a) + torch.matmul(h, b));
            optimizer.zero_grad(); h.mean().backward(); {|W:optimizer.step()|};
        }
        for (int epoch = 0; epoch < 9; epoch++)
        {
            var x = torch.randn(20, 4, 8); var h = torch.zeros(4, 16);
            for (int t = 0; t < 20; t++) h = (x[t].matmul(u) + h.matmul(w)).tanh();
            h.mean().backward();
            using (torch.no_grad()) { u.sub_(0.1 * u.grad!); {|W:w.sub_(0.1 * w.grad!)|}; u.grad = null; w.grad = null; }
        }
        """);

    [Fact]
    public Task Recurrence_written_with_layers_in_a_trainer() => Check("""
        class Trainer
        {
            private readonly Linear _input = nn.Linear(8, 16), _hidden = nn.Linear(16, 16);
            private readonly torch.optim.Optimizer _optimizer;
            public Trainer() => _optimizer = torch.optim.Adam(_input.parameters().Concat(_hidden.parameters()));
            private Tensor Run(Tensor x) { var h = torch.zeros(4, 16); for (int t = 0; t < 20; t++) h = torch.tanh(_input.forward(x[t]) + _hidden.forward(h)); return h; }
            public void Step(Tensor x) { _optimizer.zero_grad(); Run(x).mean().backward(); {|W:_optimizer.step()|}; }
        }
        """);

    [Fact]
    public Task Loops_that_carry_no_gradient() => Check("""
        var one = nn.Linear(8, 8); var w = new Parameter(torch.randn(8, 8));
        var optimizer = torch.optim.SGD(one.parameters().Append(w), 0.1);
        for (int i = 0; i < 9; i++) { optimizer.zero_grad(); torch.matmul(one.forward(torch.randn(4, 8)), w).mean().backward(); optimizer.step(); }
        var x = torch.randn(4, 8);
        using (torch.no_grad()) for (int t = 0; t < 20; t++) x = x - one.forward(x);
        var average = torch.zeros(4, 8);
        for (int t = 0; t < 20; t++) average = 0.9 * average + one.forward(x).detach();
        """);

    [Fact]
    public Task A_user_class_that_is_called_LSTM() => Check("""
        var model = new Mine.LSTM();
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (;;) { optimizer.zero_grad(); model.forward(torch.randn(8)).sum().backward(); optimizer.step(); }
        namespace Mine
        {
            class LSTM : Module<Tensor, Tensor>
            {
                private readonly Linear one = nn.Linear(8, 1);
                public LSTM() : base("x") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => one.forward(x);
            }
        }
        """);

    [Fact]
    public Task A_scheduler_has_a_step_too() => Check("""
        var model = new Net();
        var optimizer = torch.optim.Adam(model.head.parameters());
        var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1);
        for (;;) { model.Loss().backward(); scheduler.step(); }
        """);

    [Fact]
    public Task A_generative_pair_of_shallow_networks() => Check("""
        var g = new Mlp(); var d = new Mlp();
        var optG = torch.optim.Adam(g.parameters()); var optD = torch.optim.Adam(d.parameters());
        for (;;)
        {
            optD.zero_grad(); d.Loss().backward(); optD.step();
            optG.zero_grad(); d.forward(g.forward(torch.randn(8))).sum().backward(); optG.step();
        }
        """);

    [Fact]
    public Task An_unknown_model_where_every_network_needs_it() => Verify.Reports(new DL1001GradientsNotClipped(), """
        class Net : Module<Tensor, Tensor>
        {
            private readonly LSTM lstm = nn.LSTM(8, 16);
            public Net() : base("net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => lstm.forward(x).Item1;
        }
        class Library { public void Train(Module<Tensor, Tensor> model, torch.optim.Optimizer o) { o.zero_grad(); model.forward(torch.randn(8)).sum().backward(); {|I:o.step()|}; } }
        """);

    [Fact]
    public Task An_unknown_model_where_some_do_not() => Check("""
        class Library { public void Train(Module<Tensor, Tensor> model, torch.optim.Optimizer o) { o.zero_grad(); model.forward(torch.randn(8)).sum().backward(); o.step(); } }
        """);

    [Fact]
    public async Task A_method_out_of_sight_that_says_it_clips()
    {
        var library = Compilations.Of("""
            public static class Lib { public static void ClipGradients(Module m) { } public static void Log(Module m) { } }
            """);
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        image.Position = 0;
        var reference = MetadataReference.CreateFromStream(image);
        foreach (var (call, due) in new[] { ("ClipGradients", 0), ("Log", 1) })
        {
            var program = Compilations.Of($$"""
                var model = new Net();
                var o = torch.optim.SGD(model.parameters(), 0.1);
                for (;;) { o.zero_grad(); model.Loss().backward(); Lib.{{call}}(model); o.step(); }
                """, Net).AddReferences(reference);
            Assert.Equal(due, (await Verify.Run(program, null, new DL1001GradientsNotClipped())).Length);
        }
    }

    [Fact]
    public async Task Speaks_both_languages()
    {
        var program = Compilations.Of("""
            var lstm = nn.LSTM(8, 16);
            var o = torch.optim.SGD(lstm.parameters(), 0.1);
            for (;;) { o.zero_grad(); lstm.forward(torch.randn(1, 1, 8)).Item1.sum().backward(); o.step(); }
            """);
        var finding = Assert.Single(await Verify.Run(program, null, new DL1001GradientsNotClipped()));
        Assert.StartsWith("Clip the gradients before this step", finding.GetMessage(Language.English), StringComparison.Ordinal);
        Assert.Contains("LSTM", finding.GetMessage(Language.English), StringComparison.Ordinal);
        Assert.Contains("기울기를 자르세요", finding.GetMessage(Language.Korean), StringComparison.Ordinal);
        Assert.DoesNotContain("gradients", finding.GetMessage(Language.Korean), StringComparison.Ordinal);
    }
}
