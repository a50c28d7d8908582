namespace Course.Analyzers.Tests.Robustness;

/// <summary>Programs in the forms that training takes in real code.</summary>
internal static partial class TrainingPrograms
{
    // Read while another file of this class is initialised, and so no field: the order of fields over files is nobody's promise.
    private static IReadOnlyList<string> More =>
    [
        // An autoencoder with saturating activations, and a loss that is summed.
        """
        var net = nn.Sequential(nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8));
        var opt = torch.optim.SGD(net.parameters(), learningRate: 2.5);
        Tensor? sum = null;
        foreach (var batch in Enumerable.Range(0, 10).Select(_ => torch.rand(4, 8)))
        {
            var loss = functional.mse_loss(net.call(batch), batch);
            sum = sum is null ? loss : sum + loss;
            opt.zero_grad(); loss.backward(); opt.step();
        }
        """,

        // A GAN with two optimizers.
        """
        var g = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2), nn.Tanh()); var d = nn.Sequential(nn.Linear(2, 8), nn.Linear(8, 1), nn.Sigmoid());
        var (og, od) = (torch.optim.Adam(g.parameters(), 0.5), torch.optim.Adam(d.parameters()));
        var bce = nn.BCEWithLogitsLoss();
        while (true)
        {
            using var s = torch.NewDisposeScope();
            od.zero_grad(); var fake = g.call(torch.randn(4, 4)).detach();
            bce.call(d.call(fake), torch.zeros(4, 1)).backward(); od.step();
            og.zero_grad(); bce.call(d.call(g.call(torch.randn(4, 4))), torch.ones(4, 1)).backward(); og.step();
            if (Random.Shared.Next() == 0) break;
        }
        """,

        // Accumulated gradients, a scheduler, and a clip under a condition.
        """
        var m = nn.GRU(4, 4, numLayers: 2); var o = torch.optim.AdamW(m.parameters(), 1e-3); var sch = torch.optim.lr_scheduler.StepLR(o, 10);
        bool clip = Environment.ProcessorCount > 2; const int Every = 4;
        for (int i = 0; i < 100; ++i)
        {
            (m.call(torch.randn(3, 2, 4)).Item1.mean() / Every).backward();
            if ((i + 1) % Every != 0) continue;
            if (clip) nn.utils.clip_grad_norm_(m.parameters(), double.NaN);
            sch.step(); o.step(); o.zero_grad();
        }
        """,

        // Validation beside training.
        """
        class Loop(Module<Tensor, Tensor> model, Optimizer optimizer)
        {
            double Validate(IEnumerable<(Tensor X, Tensor Y)> data)
            {
                model.eval(); var total = 0.0; torch.no_grad();
                foreach (var (x, y) in data) using (torch.NewDisposeScope()) total += functional.cross_entropy(functional.softmax(model.forward(x), 1), y).item<float>();
                return total;
            }
            void Epoch(IEnumerable<(Tensor X, Tensor Y)> data) { foreach (var (x, y) in data) { optimizer.zero_grad(); functional.cross_entropy(model.forward(x), y).backward(); optimizer.step(); } }
        }
        """,

        // Attention by hand.
        """
        class Attend : Module<Tensor, Tensor>
        {
            Linear q, k, v; readonly Module<Tensor, Tensor>[] blocks; Parameter scale = Parameter(torch.ones(1));
            public Attend(string name, int n) : base(name) { q = nn.Linear(n, n); k = nn.Linear(n, n); v = nn.Linear(n, n); blocks = new[] { nn.Linear(n, n), (Module<Tensor, Tensor>)nn.ReLU() }; RegisterComponents(); q = nn.Linear(n, n); }
            public override Tensor forward(Tensor x) { var a = torch.matmul(q.call(x), k.call(x).transpose(-2, -1)) / Math.Sqrt(8); return torch.matmul(functional.softmax(a, -1), v.call(x)) * scale; }
        }
        """,

        // A hand-written recurrence and a hand-written step.
        """
        var w = torch.randn(4, 4, requires_grad: true); var h = torch.zeros(4);
        for (var t = 0; t < 20; t++) { h = torch.tanh(w.matmul(h) + 1); }
        h.sum().backward();
        using (torch.no_grad()) { w.sub_(w.grad! * 0.1); w.grad = null; }
        w.mul_(2); w.grad?.zero_();
        """,

        // Reinforcement: a policy, log-probabilities, a baseline.
        """
        Module<Tensor, Tensor> policy = nn.Sequential(("in", nn.Linear(4, 16)), ("act", nn.Tanh()), ("out", nn.Linear(16, 2)), ("p", nn.Softmax(1)));
        var adam = torch.optim.Adam(policy.parameters());
        List<Tensor> logs = []; float best = float.MinValue;
        do { var p = policy.call(torch.randn(1, 4)); logs.Add(torch.log(p[0, 0])); } while (logs.Count < 8);
        var objective = -torch.stack(logs).sum(); adam.zero_grad(); objective.backward(retain_graph: true); adam.step();
        best = Math.Max(best, objective.ToSingle());
        """,

        // Lambdas, local functions, and delegates in fields.
        """
        static class Train
        {
            static Action<Optimizer, Tensor> Update = (o, l) => { l.backward(); Tame(o.parameters()); o.step(); };
            static void Tame(IEnumerable<Parameter> ps) { foreach (var p in ps) { if (p.grad is { } g) g.clamp_(-1, 1); else continue; } }
            static Func<Tensor, Tensor> F(int n) => n == 0 ? x => x : x => F(n - 1)(x.relu());
            public static void Main() { var m = nn.RNN(2, 2); var o = torch.optim.RMSProp(m.parameters()); for (; ; ) Update(o, m.call(torch.rand(1, 1, 2)).Item1.sum()); }
        }
        """,

        // Inheritance and generics.
        """
        abstract class Base<T> where T : Module { protected abstract T Model { get; } protected virtual Optimizer Make() => torch.optim.SGD(Model.parameters(), 1); protected Optimizer opt; protected Base() => opt = Make(); public virtual void Step(Tensor loss) { loss.backward(); opt.step(); } }
        sealed class Recurrent : Base<LSTM> { protected override LSTM Model { get; } = nn.LSTM(1, 1); public override void Step(Tensor loss) { opt.zero_grad(); base.Step(loss); } }
        """,

        // Exceptions, goto, switch, and patterns between backward and step.
        """
        var m = nn.LSTMCell(2, 2); var o = torch.optim.SGD(m.parameters(), 0.1); int k = 0;
        again:
        try { torch.ones(1, requires_grad: true).backward(); switch (k) { case 0: goto case 1; case 1 when k < 2: nn.utils.clip_grad_value_(m.parameters(), 0); break; default: throw new Exception(); } }
        catch (InvalidOperationException e) when (e.Message is { Length: > 0 }) { o.zero_grad(); }
        finally { o.step(); }
        if (k++ < 3) goto again;
        var r = k switch { 1 => o.step(), > 2 and < 5 => null, _ => o.step(() => torch.ones(1)) };
        """,

        // Device, types, and optimizers in the wrong order.
        """
        var device = torch.cuda.is_available() ? "cuda:{0}" : "cpu"; var m = nn.Linear(2, 2); var o = torch.optim.Adam(m.parameters()); m.to(device); m.cuda(); var opts = new Optimizer[] { o };
        for (int e = 0; e < 3; e++) { var fresh = torch.optim.Adam(m.parameters(), lr: 0); foreach (var each in opts.Append(fresh)) { each.zero_grad(); m.call(torch.ones(1, 2, device: device)).sum().backward(); each.step(); } }
        """,

        // Async and threads.
        """
        using var guard = torch.no_grad(); await Task.Yield(); var m = nn.Dropout(0.5);
        await Task.Run(() => { var y = functional.dropout(torch.ones(2)); y.backward(); });
        Parallel.For(0, 3, i => { torch.inference_mode(); m.call(torch.ones(i)); });
        async IAsyncEnumerable<Tensor> Batches() { for (;;) { yield return torch.ones(1); await Task.Delay(1); } }
        await foreach (var b in Batches()) { b.sum().backward(); }
        """,

        // Layers made in forward, sizes that do not fit, losses that do not match.
        """
        class Odd : Module<Tensor, Tensor> { readonly List<Module> hidden = []; readonly Dictionary<string, Linear> map = new(); Sequential s = nn.Sequential(nn.Linear(4, 5), nn.Linear(6, 7), nn.LogSoftmax(1)); public Odd() : base("odd") { } public override Tensor forward(Tensor x) { var l = nn.Linear(3, 3); hidden.Add(l); return functional.binary_cross_entropy_with_logits(torch.sigmoid(l.call(s.call(x))), x.squeeze(1)); } }
        """,

        // Scopes that tensors leave.
        """
        Tensor Make() { using var scope = torch.NewDisposeScope(); var t = torch.ones(3); return t; }
        Tensor Keep() { using (var scope = torch.NewDisposeScope()) { return torch.ones(3).MoveToOuterDisposeScope(); } }
        var lost = torch.NewDisposeScope(); Tensor state = torch.zeros(1);
        for (var i = 0; i < 3; i++) { state = torch.tanh(state + Make()); state.sum().backward(retain_graph: true); using var _ = Keep(); }
        """,

        // Several parameter groups and a filtered list.
        """
        var (a, b) = (nn.LSTM(2, 2), nn.Linear(2, 2)); foreach (var p in a.parameters()) p.requires_grad = false;
        var o = new TorchSharp.Modules.SGD(new[] { new TorchSharp.Modules.SGD.ParamGroup(a.parameters().Where(p => p.requires_grad)), new(b.parameters()) }, 0.1);
        for (int i = 9; i-- > 0;) { b.call(torch.ones(1, 2)).sum().backward(); var norm = nn.utils.clip_grad_norm_([.. a.parameters(), .. b.parameters()], double.PositiveInfinity); o.step(); a.zero_grad(); }
        """,

        // Weights drawn by hand.
        """
        var m = nn.Linear(4, 4); init.normal_(m.weight); init.uniform_(m.weight, -3, 3); init.zeros_(m.weight); init.xavier_uniform_(m.weight, gain: 5.0 / 3); m.weight.copy_(torch.ones(4, 4)); m.bias!.add_(1);
        var loss = nn.KLDivLoss(); var y = loss.call(functional.log_softmax(m.call(torch.ones(1, 4)), 1), torch.ones(1, 4)); y.requires_grad_(); y.backward();
        Tensor z = torch.from_array(y.data<float>().ToArray()); z.backward(); torch.tensor(y.item<float>(), requires_grad: true).backward();
        """,

        // Look-alikes: none of these types are TorchSharp's.
        """
        var o = new Optimizer2(); for (var i = 0; i < 3; i++) { new T().backward(); o.step(); } using (o) { o.zero_grad(); }
        class Optimizer2 : IDisposable { public void step() { } public void zero_grad() { } public void Dispose() { } }
        class T { public void backward() { } public static T no_grad() => new(); public T? grad { get; set; } }
        record LSTM2(int In, int Out) { public IEnumerable<T> parameters() { yield break; } }
        """,
    ];
}
