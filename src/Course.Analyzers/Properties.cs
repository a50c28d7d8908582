using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Course.Analyzers.CodeFixes")]
[assembly: InternalsVisibleTo("Course.Analyzers.Tests")]
[assembly: InternalsVisibleTo("Course.Checking.Tests")]
