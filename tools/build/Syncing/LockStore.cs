using System.Globalization;
using System.Text;

namespace Course.Build.Syncing;

/// <summary>Writes lock files.</summary>
internal static class LockStore
{
    /// <summary>Writes a file whole or not at all: a kill in between leaves the old one.</summary>
    /// <returns>Why it could not be written, or null.</returns>
    public static string? Write(string path, string text)
    {
        // Hidden, so that what a kill leaves behind is no file of the course.
        var scratch = Path.Combine(
            Path.GetDirectoryName(path)!, string.Create(CultureInfo.InvariantCulture, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp"));
        try
        {
            if (File.Exists(path) && File.ReadAllText(path) == text) return null;
            try
            {
                File.WriteAllBytes(scratch, Encoding.UTF8.GetBytes(text));
                File.Move(scratch, path, overwrite: true);
            }
            finally
            {
                File.Delete(scratch);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
