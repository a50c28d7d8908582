namespace System.Runtime.CompilerServices;

/// <summary>netstandard2.0 lacks the marker type that init-only properties of records ask for.</summary>
internal static class IsExternalInit;
