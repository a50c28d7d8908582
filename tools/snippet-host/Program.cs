using Course.Figures.Hosting;
using Course.SnippetHost.Reporting;
using Course.SnippetHost.Running;
using Course.Snippets.Execution;

// snippet-host <pipe> <folder>: started by the build, warmed up, given one session, killed.
if (args is not [var pipe, var folder])
{
    Console.Error.WriteLine("This program is started by the course's build; it does nothing on its own.");
    return 2;
}

using var channel = new BuildChannel(pipe);
if (!OperatingSystem.IsWindows()) _ = Libc.SetSid();
Libc.AdoptOrphans();
using var output = NativeStream.Redirect(1, Path.Combine(folder, "native.out"));
using var error = NativeStream.Redirect(2, Path.Combine(folder, "native.err"));
if (OperatingSystem.IsLinux()) Libc.UnbufferStandardOutput();

Torch.Warm();
var (torchSharp, libTorch) = Torch.Versions();
channel.Send(new ReadyMessage(Environment.Version.ToString(), torchSharp, libTorch));
if (channel.Receive() is not JobMessage job) return Abandonment.End(folder);

// The build sends nothing more: the next thing to be read is its end, whatever the session does meanwhile.
new Thread(() =>
{
    channel.Receive();
    Abandonment.End(folder);
})
{ IsBackground = true }.Start();

var reporter = new SessionReporter(channel, output, error);
SessionEvents.Sink = reporter;
Session.Run(job, reporter);
// The build kills this process, with whatever the session left behind; exit handlers of native libraries have no say.
Thread.Sleep(Timeout.Infinite);
return 0;
