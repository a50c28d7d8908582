using System.Collections.Immutable;
using Course.Checking;
using Microsoft.CodeAnalysis;

namespace Course.Check.Input;

/// <summary>Texts that make one program.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Usings">Namespaces that they have without writing them.</param>
/// <param name="Packages">References beside those that the tool carries.</param>
/// <param name="HasUnknown">Whether other packages belong to it that are out of sight.</param>
internal sealed record CheckUnit(ImmutableArray<SubmittedText> Texts, ImmutableArray<string> Usings, ImmutableArray<MetadataReference> Packages, bool HasUnknown);

/// <summary>A file that nothing is known about, and why.</summary>
/// <param name="File">Its name.</param>
/// <param name="Reason">In the reader's language.</param>
internal sealed record Unread(string File, string Reason);

/// <summary>All that is to be checked.</summary>
/// <param name="Units">Programs.</param>
/// <param name="Unread">Files that could not be taken up.</param>
internal sealed record CheckInput(ImmutableArray<CheckUnit> Units, ImmutableArray<Unread> Unread);
