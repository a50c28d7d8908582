using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL9002InvalidDeviceTests
{
    private static Task Check(string code) => Verify.Reports(new DL9002InvalidDevice(), code);

    [Theory]
    [InlineData("var d = torch.device([|\"gpu\"|]);")]
    [InlineData("var d = torch.device([|\"GPU\"|]);")]
    [InlineData("var d = torch.device([|\"cuda0\"|]);")]
    [InlineData("var d = torch.device([|\"cuda 0\"|]);")]
    [InlineData("var d = torch.device([|\"cuda:\"|]);")]
    [InlineData("var d = torch.device([|\"cuda:first\"|]);")]
    [InlineData("var d = torch.device([|\"cuda:0:1\"|]);")]
    [InlineData("var d = torch.device([|\"\"|]);")]
    [InlineData("int i = 0; var d = torch.device([|\"cuda:{i}\"|]);")]
    [InlineData("var d = device([|\"tpu\"|]);")]
    [InlineData("var d = new Device([|\"gpu\"|]);")]
    [InlineData("var d = new torch.Device([|\"gpu\"|], 0);")]
    [InlineData("const string Name = \"gpu\"; var d = torch.device([|Name|]);")]
    [InlineData("var d = torch.device([|Names.Gpu|]); static class Names { public const string Gpu = \"gpu\"; }")]
    [InlineData("var x = torch.ones(2).to([|\"gpu\"|]);")]
    [InlineData("var m = nn.Linear(2, 2).to([|\"gpu:0\"|]);")]
    [InlineData("var x = torch.ones(2, device: [|\"gpu\"|]);")]
    [InlineData("Device d = [|\"gpu\"|];")]
    [InlineData("torch.Device? d = [|\"xpu\"|];")]
    [InlineData("torch.set_default_device([|\"gpu\"|]);")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("var d = torch.device(\"cpu\");")]
    [InlineData("var d = torch.device(\"CUDA\");")]
    [InlineData("var d = torch.device(\"cuda:1\");")]
    [InlineData("var d = torch.device(\" cpu\");")]
    [InlineData("var d = torch.device(\"mps:0\");")]
    [InlineData("var d = torch.device(\"meta\");")]
    [InlineData("var d = torch.device(\"cuda:-1\");")]
    [InlineData("int i = 0; var d = torch.device($\"cuda:{i}\");")]
    [InlineData("var d = torch.device(torch.cuda.is_available() ? \"cuda\" : \"cpu\");")]
    [InlineData("var name = Console.ReadLine() ?? \"gpu\"; var d = torch.device(name);")]
    [InlineData("var d = new Device(\"cpu\", 0);")]
    [InlineData("Device d = \"cpu\";")]
    [InlineData("string device = \"gpu\"; Console.WriteLine(device);")]
    [InlineData("Print(device: \"gpu\"); static void Print(string device) => Console.WriteLine(device);")]
    [InlineData("Mine.device(\"gpu\"); Mine.to(\"gpu\"); static class Mine { public static void device(string s) { } public static void to(string s) { } }")]
    [InlineData("Device d = \"gpu\"; class Device { public static implicit operator Device(string s) => new(); }")]
    [InlineData("var x = torch.ones(2).to(torch.float64);")]
    [InlineData("var d = torch.device(\"1\");")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL9002InvalidDeviceFixTests
{
    [Theory]
    [InlineData("int i = 0; var d = torch.device(\"cuda:{i}\");", "int i = 0; var d = torch.device($\"cuda:{i}\");")]
    [InlineData("void F(string kind) { var x = torch.ones(2).to(\"{kind}\"); }", "void F(string kind) { var x = torch.ones(2).to($\"{kind}\"); }")]
    [InlineData("var d = torch.device(\"cuda:{j}\");", "var d = torch.device(\"cuda:{j}\");")]
    [InlineData("var d = torch.device(\"gpu\");", "var d = torch.device(\"gpu\");")]
    public Task Adds_the_dollar(string before, string after) => VerifyFix.Turns(new DL9002InvalidDevice(), new DL9002InvalidDeviceFix(), before, after);
}
