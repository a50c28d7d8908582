using Course.Content.Snippets;

namespace Course.Snippets.Sessions;

/// <summary>Questions about what a snippet's attributes ask for.</summary>
public static class SnippetKinds
{
    extension(Snippet snippet)
    {
        /// <summary>Whether its statements are part of the session's run.</summary>
        public bool Runs => snippet.Mode == SnippetMode.Run && snippet.Fails.IsDefaultOrEmpty;

        /// <summary>Whether it is compiled by itself after the snippets before it, and then left out of the run.</summary>
        public bool IsOnlyCompiled => snippet.Mode == SnippetMode.NoRun || (snippet.Mode == SnippetMode.Run && !snippet.Runs);
    }
}
