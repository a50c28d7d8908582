using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Course.Build.Tests.CommandLine;

namespace Course.Browser.Tests.Live;

/// <summary>What <c>serve</c> answers, and how it ends.</summary>
public sealed partial class LiveProcessTests
{
    [Fact]
    public async Task It_serves_what_is_published_and_nothing_else_and_to_this_machine_alone()
    {
        await using var live = new LiveCourse();
        await live.InitializeAsync();
        var published = await CourseBuild.RunAsync(live.Files.Root, "--root", "content", "--site", "look", "--output", "site");
        Assert.True(published.Code == 0, published.ToString());
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(live.Origin) };
        foreach (var path in Directory.EnumerateFiles(live.Files["site"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(live.Files["site"], file)))
        {
            // What is kept for reading offline would stand between the author and the next edit.
            var served = await client.GetAsync(path);
            if (Offline().IsMatch(path) && served.StatusCode == HttpStatusCode.NotFound) continue;
            Assert.True(served.StatusCode == HttpStatusCode.OK, $"{path}: {served.StatusCode}");
            Assert.Equal(OfflineMarks().Replace(live.Files.Read("site/" + path), ""), Client().Replace(await served.Content.ReadAsStringAsync(), ""));
            Assert.Contains("script-src 'self'", served.Headers.GetValues("Content-Security-Policy").Single());
        }

        Assert.Equal("/en/one/", (await client.GetAsync("en/one")).Headers.Location?.OriginalString);
        var missing = await client.GetAsync("ko/no/such/page/");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("<base href=\"/ko/\">", await missing.Content.ReadAsStringAsync());
        var head = await client.SendAsync(new(HttpMethod.Head, "en/"));
        Assert.Equal((HttpStatusCode.OK, ""), (head.StatusCode, await head.Content.ReadAsStringAsync()));
        Assert.True(head.Content.Headers.ContentLength > 500);
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options])
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.SendAsync(new(method, "en/"))).StatusCode);
        foreach (var host in (string[])["evil.example", "localhost.evil.example:" + client.BaseAddress!.Port, "127.0.0.1:1"])
            Assert.Equal(HttpStatusCode.MisdirectedRequest, (await client.SendAsync(new(HttpMethod.Get, "en/") { Headers = { Host = host } })).StatusCode);
        foreach (var path in (string[])["/../content/course.yaml", "/..%2fcontent%2fcourse.yaml", "/%2e%2e/content/course.yaml", "//etc/passwd", "/en/../../content/course.yaml", "/-live/../x", "/\\..\\x", "/en%00/"])
            Assert.Matches("^HTTP/1.1 (404|400)", await RawAsync(client.BaseAddress!.Port, path));
    }

    [Fact]
    public async Task Ctrl_C_amid_a_run_with_a_browser_that_listens_leaves_no_process_and_a_port_that_is_taken_is_said()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Looks into /proc.");
        await using var live = new LiveCourse();
        await live.InitializeAsync();
        var port = new Uri(live.Origin).Port;
        var second = await CourseBuild.RunAsync(live.Files.Root, "serve", "--root", "content", "--site", "look", "--port", $"{port}");
        Assert.Equal(2, second.Code);
        Assert.Contains($"Port {port} is taken", second.Error);

        using var client = new HttpClient();
        using var events = await client.GetStreamAsync(live["-live/events?page=/en/one/first/"]);
        live.Files.Edit(LiveCourse.English, "Console.WriteLine(\"first\");", "while (true) { }");
        await live.Process.SaysAsync(static said => said.Contains("1 lesson running", StringComparison.Ordinal));
        var hosts = await live.Process.HostsAsync(static hosts => hosts.Count > 0);
        live.Process.Signal(CourseBuild.SigInt);
        var ended = await live.Process.EndAsync(TimeSpan.FromSeconds(4));
        Assert.True(ended.Code == 130, ended.ToString());
        Assert.Empty(CourseBuild.Alive(hosts));
        Assert.DoesNotContain("fault of its own", ended.Error);
    }

    /// <summary>A request that no client would send: as it stands, without normalising the path.</summary>
    private static async Task<string> RawAsync(int port, string path)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(connection.GetStream());
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"/-live/live.css\" data-live><script type=\"module\" src=\"/-live/live.js\" data-live=\"[0-9a-f]+\"></script>")]
    private static partial Regex Client();

    [GeneratedRegex("^(sw\\.js|assets/(offline|icon-)|.*/app\\.webmanifest$|.*/offline/)")]
    private static partial Regex Offline();

    [GeneratedRegex(" data-worker=\"[^\"]*\"|<link rel=\"(manifest|apple-touch-icon)\"[^>]*>\n|<section class=\"offline .*?</section>\n", RegexOptions.Singleline)]
    private static partial Regex OfflineMarks();
}
