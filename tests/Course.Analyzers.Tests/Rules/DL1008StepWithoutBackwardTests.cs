using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1008StepWithoutBackwardTests
{
    private const string Bad = "{|W:optimizer.step()|}";

    private static Task Program(string body, string after = "") => Verify.Reports(new DL1008StepWithoutBackward(), $$"""
        var model = nn.Linear(8, 1); var other = nn.Linear(8, 1);
        torch.optim.Optimizer optimizer = torch.optim.SGD(model.parameters(), 0.1); var second = torch.optim.SGD(other.parameters(), 0.1);
        var x = torch.randn(4, 8); var mse = nn.MSELoss();
        {{body}}
        {{after}}
        """);

    [Theory]
    [InlineData($"for (;;) {{ optimizer.zero_grad(); var loss = model.forward(x).mean(); {Bad}; }}")]
    [InlineData($"for (;;) {{ var loss = mse.forward(model.forward(x), x); {Bad}; optimizer.zero_grad(); }}")]
    [InlineData($"for (;;) {{ var loss = model.call(x).mean(); {Bad}; }}")]
    [InlineData($"var loss = model.forward(x).mean(); {Bad};")]
    [InlineData("torch.optim.Optimizer? o = optimizer; var loss = model.forward(x).mean(); {|W:o?.step()|};")]
    [InlineData($"foreach (var i in Enumerable.Range(0, 9)) {{ using var scope = torch.NewDisposeScope(); var loss = model.forward(x).mean(); {Bad}; }}")]
    [InlineData($"for (;;) {{ var loss = model.forward(x).mean(); /* loss.backward(); */ {Bad}; }}")]
    [InlineData($"for (;;) {{ var loss = model.forward(x).mean(); torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); {Bad}; }}")]
    [InlineData($"for (;;) {{ Log(model.forward(x).mean()); {Bad}; }}")]
    [InlineData($"for (;;) {{ var loss = model.forward(x).mean(); Console.WriteLine(loss.item<float>()); {Bad}; }}")]
    [InlineData($"for (;;) {{ using (torch.no_grad()) model.forward(x); var loss = model.forward(x).mean(); {Bad}; }}")]
    [InlineData("for (;;) { {|W:optimizer.step(() => { optimizer.zero_grad(); return model.forward(x).mean(); })|}; }")]
    [InlineData("void Train() { var loss = model.forward(x).mean(); {|W:optimizer.step()|}; } Train();")]
    [InlineData("Action train = () => { var loss = model.forward(x).mean(); {|W:optimizer.step()|}; }; train();")]
    [InlineData($"for (;;) {{ var loss = model.forward(x).mean(); if (loss.item<float>() < 9) {Bad}; }}")]
    [InlineData($"for (;;) try {{ var loss = model.forward(x).mean(); {Bad}; }} catch (Exception) {{ }}")]
    [InlineData("torch.optim.Optimizer scheduled = optimizer; var loss = model.forward(x).mean(); {|W:scheduled.step()|}; Action done = () => { }; done();")]
    public Task Reports(string body) => Program(body, "static void Log(Tensor loss) => Console.WriteLine(loss.item<float>());");

    [Theory]
    [InlineData("for (;;) { optimizer.zero_grad(); model.forward(x).mean().backward(); optimizer.step(); }")]
    [InlineData("for (;;) { optimizer.step(); optimizer.zero_grad(); model.forward(x).mean().backward(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { if (i > 0) optimizer.step(); model.forward(x).mean().backward(); }")]
    [InlineData("for (;;) { Tensor? l = model.forward(x).mean(); l?.backward(); optimizer.step(); }")]
    [InlineData("for (;;) { torch.autograd.backward(model.forward(x).mean()); optimizer.step(); }")]
    [InlineData("for (;;) { Back(model.forward(x).mean()); optimizer.step(); }")]
    [InlineData("for (;;) optimizer.step(() => { var l = model.forward(x).mean(); l.backward(); return l; });")]
    [InlineData("for (;;) { var l = model.forward(x).mean(); foreach (var p in model.parameters()) p.grad = torch.randn(p.shape); optimizer.step(); }")]
    [InlineData("for (;;) { var g = torch.autograd.grad(new[] { model.forward(x).mean() }, model.parameters().ToList<Tensor>()); optimizer.step(); }")]
    [InlineData("for (;;) { var l = model.forward(x).mean(); Hidden.Run(l); optimizer.step(); }")]
    [InlineData("Action<Tensor> run = Hidden.Action; for (;;) { run(model.forward(x).mean()); optimizer.step(); }")]
    [InlineData("var closure = Hidden.Closure; model.forward(x); optimizer.step(closure);")]
    [InlineData("var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1); for (;;) { var l = model.forward(x).mean(); scheduler.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) optimizer.step();")]
    [InlineData("void Update() { using (torch.no_grad()) Console.WriteLine(model.forward(x).mean().item<float>()); optimizer.step(); } Update();")]
    [InlineData("void Update() { var l = model.forward(x); optimizer.step(); } for (;;) { model.forward(x).mean().backward(); Update(); }")]
    [InlineData("var mine = new Mine(); for (;;) { var l = model.forward(x).mean(); mine.step(); }")]
    [InlineData("var env = new Env(); for (;;) { var a = model.forward(x); env.step(a); }")]
    public Task Is_silent(string body) => Program(body, """
        static void Back(Tensor loss) => loss.backward();
        abstract class Runner { public abstract void Run(Tensor loss); }
        static class Hidden
        {
            private static readonly Runner? Runner = (Runner?)Activator.CreateInstance(typeof(object));
            public static Action<Tensor> Action = (Action<Tensor>)Activator.CreateInstance(typeof(object))!;
            public static Func<Tensor> Closure = (Func<Tensor>)Activator.CreateInstance(typeof(object))!;
            public static void Run(Tensor loss) { Runner!.Run(loss); Scaler.Backward(loss); }
        }
        static class Scaler { public static void Backward(Tensor loss) => loss.backward(); }
        class Mine() : SGD(new List<Parameter>(), 0.1) { public override Tensor step(Func<Tensor>? closure = null) => torch.zeros(1); }
        class Env { public void step(Tensor action) { } }
        """);

    [Fact]
    public Task Split_over_base_classes() => Verify.Reports(new DL1008StepWithoutBackward(), """
        abstract class Base
        {
            protected readonly Linear Model = nn.Linear(8, 1);
            public void Train(Tensor x) { for (;;) { Prepare(x); Update(x); } }
            private void Prepare(Tensor x) => Model.forward(x).mean().backward();
            protected abstract void Update(Tensor x);
        }
        class Trainer : Base
        {
            private readonly torch.optim.Optimizer _o;
            public Trainer() => _o = torch.optim.SGD(Model.parameters(), 0.1);
            protected override void Update(Tensor x) { Console.WriteLine(Model.forward(x).ToString()); _o.step(); }
        }
        """);

    [Fact]
    public Task Called_through_an_interface() => Verify.Reports(new DL1008StepWithoutBackward(), """
        interface IUpdate { void Update(Tensor x); }
        class Trainer : IUpdate
        {
            private readonly Linear _model = nn.Linear(8, 1);
            private readonly torch.optim.Optimizer _o;
            public Trainer() => _o = torch.optim.SGD(_model.parameters(), 0.1);
            public void Update(Tensor x) { Console.WriteLine(_model.forward(x).ToString()); _o.step(); }
        }
        """);

    [Fact]
    public Task Fields_of_a_trainer() => Verify.Reports(new DL1008StepWithoutBackward(), """
        class Trainer
        {
            private readonly Linear _model = nn.Linear(8, 1);
            private readonly torch.optim.Optimizer _o;
            public Trainer() => _o = torch.optim.SGD(_model.parameters(), 0.1);
            public void Train(IEnumerable<Tensor> data)
            {
                foreach (var x in data)
                {
                    _o.zero_grad();
                    var loss = _model.forward(x).mean();
                    {|W:_o.step()|};
                }
            }
        }
        """);

    [Fact]
    public Task A_method_of_another_library_that_is_handed_the_loss()
    {
        var library = Compilations.Of("public static class Accelerator { public static void Run(Tensor loss) => loss.backward(); }");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        image.Position = 0;
        return Silent(image);

        static async Task Silent(MemoryStream image)
        {
            var program = Compilations.Of("""
                var model = nn.Linear(8, 1); var o = torch.optim.SGD(model.parameters(), 0.1);
                for (;;) { Accelerator.Run(model.forward(torch.randn(8)).mean()); o.step(); }
                """).AddReferences(Microsoft.CodeAnalysis.MetadataReference.CreateFromStream(image));
            Assert.Empty(await Verify.Run(program, null, new DL1008StepWithoutBackward()));
        }
    }
}
