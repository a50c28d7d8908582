namespace Course.Analyzers.Tests.Robustness;

/// <summary>Small programs that between them touch every part of the engine.</summary>
internal static partial class TrainingPrograms
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. More,

        """
        var lstm = nn.LSTM(8, 16);
        var head = nn.Linear(16, 1);
        var optimizer = torch.optim.SGD(lstm.parameters().Concat(head.parameters()), 0.1);
        Tensor total = torch.zeros(1);
        for (int i = 0; i < 100; i++)
        {
            using var scope = torch.NewDisposeScope();
            var (y, _, _) = lstm.forward(torch.randn(20, 4, 8));
            Tensor? loss = head.forward(y[-1]).pow(2).mean();
            if (i % 4 == 0) optimizer.zero_grad();
            loss?.backward();
            foreach (var p in lstm.parameters()) p.grad?.clamp_(-1, 1);
            torch.nn.utils.clip_grad_norm_(head.parameters(), -1);
            optimizer.step();
            total += loss!;
        }
        torch.no_grad();
        """,
        """
        class Block : Module<Tensor, Tensor>
        {
            private readonly List<Linear> layers = new() { nn.Linear(8, 8) };
            private readonly ModuleList<Module<Tensor, Tensor>> deep = nn.ModuleList<Module<Tensor, Tensor>>();
            private readonly Linear q = nn.Linear(8, 8), k = nn.Linear(8, 8);
            public Block(int depth = 6) : base("block")
            {
                for (int i = 0; i < depth; i++) deep.Add(nn.Sequential(nn.Linear(8, 8), nn.Sigmoid()));
            }
            public override Tensor forward(Tensor x)
            {
                foreach (var layer in deep) x = layer.forward(x) + x;
                for (int t = 0; t < 3; t++) x = torch.sigmoid(q.forward(x));
                return functional.softmax(torch.matmul(q.forward(x), k.forward(x).transpose(0, 1)), 1);
            }
        }
        class Trainer(Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
        {
            private readonly Loss<Tensor, Tensor, Tensor> loss = nn.CrossEntropyLoss();
            public async Task Train(Tensor x, Tensor y)
            {
                try
                {
                    while (true)
                    {
                        void Step() => optimizer.step();
                        var output = model.forward(x);
                        Action back = () => loss.forward(output, y).backward();
                        back();
                        Step();
                        await Task.Yield();
                    }
                }
                catch (Exception) when (x is not null) { throw; }
                finally { model.zero_grad(); }
            }
            public static void Run() { var b = new Block(3); new Trainer(b, torch.optim.Adam(b.parameters())).Train(torch.ones(1), torch.ones(1)).Wait(); }
        }
        """,
        """
        var g = nn.Sequential(("a", nn.Linear(8, 8)), ("b", nn.Tanh()), ("c", nn.Linear(8, 8)));
        var d = nn.GRU(8, 8);
        Optimizer optG = torch.optim.LBFGS(g.parameters()), optD = Environment.ProcessorCount switch { 1 => torch.optim.Adam(d.parameters()), _ => torch.optim.RMSProp(d.parameters()) };
        Func<Tensor> closure = () => { optG.zero_grad(); var l = g.forward(torch.randn(8)).sum(); l.backward(); return l; };
        int n = 0;
        do
        {
            optG.step(closure);
            Update(optD, d, o => o.step());
            goto next;
            next: n++;
        } while (n < 10);
        static void Update(Optimizer o, Module m, Action<Optimizer> act) { m.parameters().First().sum().backward(); act(o); Update(o, m, act); }
        abstract class Optim2 : Optimizer { protected Optim2() : base(default) { } public override Tensor step(Func<Tensor>? closure = null) { foreach (var p in parameters()) using (torch.no_grad()) p.sub_(p.grad! * 0.1); return base.step(closure); } }
        """,
        """
        var net = new Net();
        var device = torch.device("cuda:{n}");
        var optimizer = torch.optim.SGD(net.parameters(), 0.1);
        for (int n = 0; n < 1000; n++)
        {
            using (var scope = torch.NewDisposeScope()) { var kept = net.call(torch.ones(2, device: "gpu")); kept.MoveToOuterDisposeScope(); }
            net.weight.mul_(0.5);
            net.forward(torch.ones(2)).sum().backward();
            optimizer.step();
            net.eval();
            using (torch.no_grad()) foreach (var (name, p) in net.named_parameters()) p.copy_(p);
        }
        using var off = torch.inference_mode();
        Parallel.ForEach(new[] { torch.ones(2) }, each => { using var _ = no_grad(); Console.WriteLine(net.forward(each)); });
        await Task.Run(async () => { await Task.Yield(); return Scaled(torch.ones(2)); });
        static Tensor Scaled(Tensor x) { using var scope = torch.NewDisposeScope(); Tensor y = x; if (x.dim() > 1) y = x * 2; return (y, x).Item1; }
        class Net : Module<Tensor, Tensor>
        {
            public readonly Parameter weight = nn.Parameter(torch.ones(2));
            private readonly Dropout drop = nn.Dropout();
            public Net() : base("net") => RegisterComponents();
            public override Tensor forward(Tensor x) => functional.dropout(drop.forward(x * weight), 0.5);
        }
        """,
    ];
}
