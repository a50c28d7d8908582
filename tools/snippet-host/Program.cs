using Course.SnippetHost.NativeLibraries;
using static TorchSharp.torch;
var w = System.Diagnostics.Stopwatch.StartNew();
Console.WriteLine(TorchLibraries.MakeLoadable()); Console.WriteLine(w.ElapsedMilliseconds);
manual_seed(1);
Console.WriteLine(w.ElapsedMilliseconds);
var m = nn.LSTM(3, 4, 2); var o = optim.SGD(m.parameters(), 0.1);
for (var i = 0; i < 3; i++) { var (y, _, _) = m.forward(ones(5, 2, 3)); var l = y.pow(2).mean(); o.zero_grad(); l.backward(); o.step(); Console.WriteLine(l.item<float>()); }
Console.WriteLine(w.ElapsedMilliseconds);
return 0;
