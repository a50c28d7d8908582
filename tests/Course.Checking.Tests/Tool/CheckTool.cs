using System.Diagnostics;

namespace Course.Checking.Tests.Tool;

/// <summary>What a run of the tool gave back.</summary>
internal sealed record ToolRun(int Code, string Output, string Error);

/// <summary>Runs the built tool as a process, in a folder of its own.</summary>
internal sealed class CheckTool : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("course-check-").FullName;

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public Task<ToolRun> Run(params string[] arguments) => RunWith(null, arguments);

    public Task<ToolRun> RunWith(string? input, params string[] arguments) =>
        Run("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "course-check.dll"), .. arguments], input, Folder);

    public static async Task<ToolRun> Run(string program, string[] arguments, string? input, string folder, params (string Key, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8, StandardInputEncoding = new System.Text.UTF8Encoding(false),
        };
        start.Environment["LC_ALL"] = "en_US.UTF-8";
        start.Environment["NO_COLOR"] = "1";
        foreach (var (key, value) in environment) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output.ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
