using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL8003AssignedAfterRegistrationTests
{
    private static Task Check(string members) => Verify.Reports(new DL8003AssignedAfterRegistration(), $$"""
        class Net : Module<Tensor, Tensor>
        {
            {{members}}
            {{(members.Contains("x.shape", StringComparison.Ordinal) ? "" : "public override Tensor forward(Tensor x) => x;")}}
        }
        """);

    [Theory]
    [InlineData("Linear a; public Net() : base(\"n\") { RegisterComponents(); [|a = nn.Linear(8, 8)|]; }")]
    [InlineData("Linear a, b; public Net() : base(\"n\") { a = nn.Linear(8, 8); this.RegisterComponents(); [|this.b = nn.Linear(8, 8)|]; }")]
    [InlineData("readonly Module<Tensor, Tensor> a; public Net() : base(\"n\") { RegisterComponents(); [|a = nn.Sequential(nn.Linear(8, 8), nn.ReLU())|]; }")]
    [InlineData("readonly ModuleList<Linear> a; public Net() : base(\"n\") { RegisterComponents(); [|a = nn.ModuleList(nn.Linear(8, 8))|]; }")]
    [InlineData("Linear A { get; } public Net() : base(\"n\") { RegisterComponents(); [|A = nn.Linear(8, 8)|]; }")]
    [InlineData("Parameter w; public Net() : base(\"n\") { RegisterComponents(); [|w = new Parameter(torch.zeros(3))|]; }")]
    [InlineData("Parameter w; public Net() : base(\"n\") { RegisterComponents(); [|w = nn.Parameter(torch.zeros(3))|]; RegisterComponents(); }")]
    [InlineData("Linear a; public Net(int n) : base(\"n\") { RegisterComponents(); if (n > 2) [|a = nn.Linear(8, n)|]; else [|a = nn.Linear(8, 2)|]; }")]
    [InlineData("Linear a; public Net() : base(\"n\") { RegisterComponents(); var l = nn.Linear(8, 8); [|a = l|]; }")]
    [InlineData("Linear a; public Net() : base(\"n\") { RegisterComponents(); [|a = nn.Linear(8, 8).to(torch.CPU)|]; }")]
    [InlineData("Linear a; public Net() : base(\"n\") { RegisterComponents(); } public Net(int n) : this() { [|a = nn.Linear(8, n)|]; }")]
    [InlineData("Linear head = nn.Linear(8, 2); public Net() : base(\"n\") { RegisterComponents(); } public void Widen(int n) { [|head = nn.Linear(8, n)|]; }")]
    [InlineData("Linear head = nn.Linear(8, 2); public Net() : base(\"n\") { RegisterComponents(); } public void Widen(int n) { [|head = nn.Linear(8, n)|]; RegisterComponents(); }")]
    [InlineData("Linear head; public Net() : base(\"n\") { RegisterComponents(); } public override Tensor forward(Tensor x) { [|head ??= nn.Linear(x.shape[1], 2)|]; return head.forward(x); }")]
    [InlineData("Linear head; public Net() : base(\"n\") { RegisterComponents(); } public override Tensor forward(Tensor x) { if (head is null) [|head = nn.Linear(x.shape[1], 2)|]; return head.forward(x); }")]
    [InlineData("class Part : Module<Tensor, Tensor> { Linear l = nn.Linear(8, 8); public Part() : base(\"p\") { RegisterComponents(); } public override Tensor forward(Tensor x) => l.forward(x); } Part a; public Net() : base(\"n\") { RegisterComponents(); [|a = new Part()|]; }")]
    public Task Reports(string members) => Check("#nullable disable\n" + members);

    [Theory]
    [InlineData("Linear a; public Net() : base(\"n\") { a = nn.Linear(8, 8); RegisterComponents(); }")]
    [InlineData("Linear a = nn.Linear(8, 8); public Net() : base(\"n\") { RegisterComponents(); }")]
    [InlineData("ReLU a; public Net() : base(\"n\") { RegisterComponents(); a = nn.ReLU(); }")]
    [InlineData("Module<Tensor, Tensor> a; public Net() : base(\"n\") { RegisterComponents(); a = nn.Dropout(0.5); }")]
    [InlineData("Tensor mask; public Net() : base(\"n\") { RegisterComponents(); mask = torch.zeros(3); }")]
    [InlineData("Linear a = nn.Linear(8, 8), last; public Net() : base(\"n\") { RegisterComponents(); last = a; }")]
    [InlineData("ModuleList<Linear> all = nn.ModuleList(nn.Linear(8, 8)); Linear last; public Net() : base(\"n\") { RegisterComponents(); last = all[0]; }")]
    [InlineData("Module<Tensor, Tensor> teacher; public Net(Module<Tensor, Tensor> given) : base(\"n\") { RegisterComponents(); teacher = given; }")]
    [InlineData("Linear a; public Net() : base(\"n\") { RegisterComponents(); a = nn.Linear(8, 8); register_module(\"a\", a); }")]
    [InlineData("Linear a; public Net() : base(\"n\") { RegisterComponents(); a = null; }")]
    [InlineData("Linear a; public Net() : base(\"n\") { Build(); RegisterComponents(); } void Build() { a = nn.Linear(8, 8); }")]
    [InlineData("Linear a; public Net() : base(\"n\") { Build(); RegisterComponents(); } void Build() { Inner(); } void Inner() { a = nn.Linear(8, 8); }")]
    [InlineData("Linear a; public Net(bool now) : base(\"n\") { if (now) RegisterComponents(); a = nn.Linear(8, 8); }")]
    [InlineData("Linear a; public Net() : base(\"n\") { } public Net Build() { a = nn.Linear(8, 8); RegisterComponents(); return this; }")]
    [InlineData("static Linear shared; public Net() : base(\"n\") { RegisterComponents(); shared = nn.Linear(8, 8); }")]
    [InlineData("Linear a = nn.Linear(8, 8); public Net() : base(\"n\") { RegisterComponents(); } public void Freeze() { a = a.to(torch.CPU); }")]
    [InlineData("Linear a; public Net() : base(\"n\") { RegisterComponents(); var a = nn.Linear(8, 8); a = nn.Linear(8, 9); }")]
    [InlineData("CrossEntropyLoss loss; public Net() : base(\"n\") { RegisterComponents(); loss = nn.CrossEntropyLoss(); }")]
    public Task Is_silent(string members) => Check("#nullable disable\n" + members);

    [Fact]
    public Task A_derived_class_whose_base_registers() => Verify.Reports(new DL8003AssignedAfterRegistration(), """
        #nullable disable
        class Base : Module<Tensor, Tensor>
        {
            protected Linear a;
            public Base() : base("b") { a = nn.Linear(8, 8); RegisterComponents(); }
            public override Tensor forward(Tensor x) => a.forward(x);
        }
        class Derived : Base
        {
            private readonly Linear b, c = nn.Linear(8, 8);
            public Derived() { [|b = nn.Linear(8, 8)|]; RegisterComponents(); }
        }
        """);

    [Fact]
    public Task A_derived_class_that_registers_for_all() => Verify.Reports(new DL8003AssignedAfterRegistration(), """
        #nullable disable
        class Base : Module<Tensor, Tensor>
        {
            protected Linear a;
            public Base() : base("b") { a = nn.Linear(8, 8); }
            public override Tensor forward(Tensor x) => a.forward(x);
        }
        class Derived : Base
        {
            private readonly Linear b;
            public Derived() { b = nn.Linear(8, 8); RegisterComponents(); }
        }
        """);

    [Fact]
    public Task Another_class_with_a_method_of_that_name() => Verify.Reports(new DL8003AssignedAfterRegistration(), """
        #nullable disable
        class Ui { Linear a; void RegisterComponents() { } public Ui() { RegisterComponents(); a = nn.Linear(8, 8); } }
        """);
}

public sealed class DL8003AssignedAfterRegistrationFixTests
{
    private static Task Turns(string before, string after)
    {
        static string Around(string members) => $$"""
            #nullable disable
            class Base : Module<Tensor, Tensor>
            {
                protected Linear a = nn.Linear(8, 8);
                public Base() : base("b") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => a.forward(x);
            }
            {{members}}
            """;
        return VerifyFix.Turns(new DL8003AssignedAfterRegistration(), new DL8003AssignedAfterRegistrationFix(), Around(before), Around(after));
    }

    private const string Head = "class Net : Module<Tensor, Tensor> { Linear a, b; public override Tensor forward(Tensor x) => x; public Net() : base(\"n\") { ";

    [Theory]
    [InlineData(Head + "RegisterComponents(); a = nn.Linear(8, 8); b = nn.Linear(8, 1); } }", Head + "a = nn.Linear(8, 8); b = nn.Linear(8, 1); RegisterComponents(); } }")]
    [InlineData(Head + "a = nn.Linear(8, 8); RegisterComponents(); b = nn.Linear(8, 1); RegisterComponents(); } }", Head + "a = nn.Linear(8, 8); b = nn.Linear(8, 1); RegisterComponents(); } }")]
    [InlineData(Head + "RegisterComponents(); Console.WriteLine(parameters().Count()); b = nn.Linear(8, 1); } }", Head + "RegisterComponents(); Console.WriteLine(parameters().Count()); b = nn.Linear(8, 1); } }")]
    [InlineData("class Net : Base { Linear b; public Net() { b = nn.Linear(8, 1); Console.WriteLine(b); } }", "class Net : Base { Linear b = nn.Linear(8, 1); public Net() { Console.WriteLine(b); } }")]
    [InlineData("class Net : Base { Linear B { get; } public Net() { B = nn.Linear(8, 1); Console.WriteLine(B); } }", "class Net : Base { Linear B { get; } = nn.Linear(8, 1); public Net() { Console.WriteLine(B); } }")]
    [InlineData("class Net : Base { Linear b; public Net(int n) { b = nn.Linear(8, n); } }", "class Net : Base { Linear b; public Net(int n) { b = nn.Linear(8, n); } }")]
    public Task Assigns_in_time(string before, string after) => Turns(before, after);
}
