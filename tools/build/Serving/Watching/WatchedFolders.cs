namespace Course.Build.Serving.Watching;

/// <summary>The folders that builds read, watched through the system.</summary>
internal sealed class WatchedFolders : IDisposable
{
    private const int Buffer = 64 * 1024;

    private readonly (string Path, bool Deep)[] _wanted;
    private readonly Action _written;
    private readonly Lock _changing = new();
    private List<FileSystemWatcher> _watchers = [];
    private volatile bool _failed;

    /// <param name="root">The course root, watched with all that is below it.</param>
    /// <param name="theme">Folder with layouts, strings and styles; the packages beside them are not watched.</param>
    /// <param name="written">Called, from any thread, when something was written.</param>
    public WatchedFolders(string root, string theme, Action written)
    {
        _wanted = [(root, true), (theme, false), (Path.Combine(theme, "layouts"), false), (Path.Combine(theme, "styles"), false), (Path.Combine(theme, "client"), true)];
        _written = written;
        Renew();
    }

    /// <summary>Whether the system watches all of them that are there.</summary>
    public bool AreWatched => !_failed && _wanted.Count(static w => Directory.Exists(w.Path)) == _watchers.Count;

    /// <summary>Begins to watch, or begins again.</summary>
    public void Renew()
    {
        lock (_changing)
        {
            foreach (var watcher in _watchers) watcher.Dispose();
            _watchers = [];
            _failed = false;
            foreach (var (path, deep) in _wanted.Where(static w => Directory.Exists(w.Path)))
            {
                try
                {
                    _watchers.Add(Watch(path, deep));
                }
                catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
                {
                    // It went meanwhile, or the system watches as many folders as it may: looks are made more often instead.
                    _failed = true;
                }
            }
        }
    }

    public void Dispose()
    {
        lock (_changing)
        {
            foreach (var watcher in _watchers) watcher.Dispose();
            _watchers = [];
        }
    }

    private FileSystemWatcher Watch(string path, bool deep)
    {
        var watcher = new FileSystemWatcher(path)
        {
            IncludeSubdirectories = deep,
            InternalBufferSize = Buffer,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watcher.Changed += OnEvent;
        watcher.Created += OnEvent;
        watcher.Deleted += OnEvent;
        watcher.Renamed += OnEvent;
        watcher.Error += OnError;
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void OnEvent(object sender, FileSystemEventArgs change)
    {
        // Hidden files are no content: editors keep their own there.
        if (Path.GetFileName(change.Name.AsSpan()) is not ['.', ..]) _written();
    }

    private void OnError(object sender, ErrorEventArgs fault)
    {
        // The buffer ran over, or a folder is gone: something was missed, so look, and watch anew.
        _failed = true;
        _written();
    }
}
