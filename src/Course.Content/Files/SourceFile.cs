namespace Course.Content.Files;

/// <summary>A text file of the course.</summary>
/// <param name="Path">Path relative to the course root, with forward slashes.</param>
/// <param name="Text">Its text: valid UTF-8, no byte-order mark, line ends as <c>\n</c>.</param>
/// <param name="Hash">Hash of <paramref name="Text"/>.</param>
public sealed record SourceFile(string Path, string Text, string Hash);
