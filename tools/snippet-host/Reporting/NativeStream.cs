using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Course.SnippetHost.Reporting;

/// <summary>
/// A standard stream of the process, sent into a file. Native code and child processes write to it past .NET; what they
/// wrote is read back between a session's own outputs, so that both stand in the order in which they were made.
/// </summary>
internal sealed class NativeStream : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly Decoder _decoder = new UTF8Encoding(false).GetDecoder();

    private NativeStream(SafeFileHandle file) => _file = file;

    /// <summary>How much of the file has been read, in bytes.</summary>
    internal long Read { get; private set; }

    /// <summary>Points a file descriptor (1 or 2) at a new file; null where the system has no such thing.</summary>
    internal static NativeStream? Redirect(int descriptor, string path)
    {
        if (OperatingSystem.IsWindows()) return null;
        // Append mode: several processes may share the descriptor.
        using (var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
        {
            if (Libc.Dup2((int)writer.SafeFileHandle.DangerousGetHandle(), descriptor) < 0) return null;
        }

        return new NativeStream(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
    }

    /// <summary>What was written since the last call, or an empty string.</summary>
    internal string ReadNew()
    {
        var length = RandomAccess.GetLength(_file);
        if (length <= Read) return "";
        // A bounded piece: endless output is the build's to stop, not this process's to hold.
        var bytes = new byte[(int)Math.Min(length - Read, 64 * 1024)];
        var count = RandomAccess.Read(_file, bytes, Read);
        Read += count;
        var text = new char[Encoding.UTF8.GetMaxCharCount(count)];
        return new string(text, 0, _decoder.GetChars(bytes, 0, count, text, 0, flush: false));
    }

    public void Dispose() => _file.Dispose();
}
