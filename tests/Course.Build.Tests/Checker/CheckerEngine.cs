using Course.Build.Outside;

namespace Course.Build.Tests.Checker;

/// <summary>An engine whose checker is one file, and an SDK that publishes it at once, or waits, or fails, as the test wishes.</summary>
internal sealed class CheckerEngine : IDisposable
{
    private const string Source = "src/Course.Browser/Program.cs", Wait = "wait", Fail = "fail";

    private readonly TempFolder _folder = new();

    public CheckerEngine()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The SDK is a script of the shell here.");
        foreach (var folder in (string[])["Course.Checking", "Course.Analyzers", "Course.Figures"]) Directory.CreateDirectory(_folder["src/" + folder]);
        Change("first");
        _folder.Write("library.path", typeof(Course.Diagnostics.Diagnostic).Assembly.Location + "\n");
        _folder.Write("dotnet", """
            #!/bin/sh
            echo run >> runs
            for last; do :; done
            made="${last#-p:ArtifactsPath=}/publish/Course.Browser/release"
            mkdir -p "$made/wwwroot/_framework"
            while [ -f wait ]; do sleep 0.02; done
            if [ -f fail ]; then echo "src/Course.Browser/Program.cs(1,1): error CS1002: ; expected"; exit 1; fi
            cp src/Course.Browser/Program.cs "$made/wwwroot/_framework/dotnet.js"
            cp src/Course.Browser/Program.cs "$made/wwwroot/_framework/dotnet.js.br"
            cp library.path "$made/references.txt"
            nice > niceness
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder["dotnet"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Publisher = new(_folder.Root, _folder["cache"], _folder["dotnet"]);
    }

    public CheckerPublisher Publisher { get; }

    /// <summary>How often the SDK was called.</summary>
    public int Runs => File.Exists(_folder["runs"]) ? File.ReadAllLines(_folder["runs"]).Length : 0;

    /// <summary>How far the last publish stood back, as <c>nice</c> tells.</summary>
    public int Niceness => int.Parse(_folder.Read("niceness"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Folders in the cache.</summary>
    public IEnumerable<string> Kept => Directory.EnumerateDirectories(_folder["cache/checker"]);

    public void Change(string source) => _folder.Write(Source, source);

    /// <summary>From now on a publish does not end, or goes on again.</summary>
    public void Hold(bool isHeld) => Mark(Wait, isHeld);

    /// <summary>From now on a publish fails, or succeeds again.</summary>
    public void Break(bool isBroken) => Mark(Fail, isBroken);

    public void Dispose() => _folder.Dispose();

    private void Mark(string name, bool isThere)
    {
        if (isThere) _folder.Write(name, "");
        else File.Delete(_folder[name]);
    }
}
