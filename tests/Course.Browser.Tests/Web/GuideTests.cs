using System.Text.RegularExpressions;
using Course.Browser.Tests.Serving;
using Course.Build.Tests;

namespace Course.Browser.Tests.Web;

/// <summary>Holds docs/publishing.md against what is tested.</summary>
public sealed class GuideTests(PublishedCourse course)
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "publishing.md"));

    [Fact]
    public void The_policy_of_the_guide_is_the_one_that_every_page_was_opened_under()
    {
        var policies = Regex.Matches(Guide, "default-src [^\"\n]*").Select(static m => m.Value).ToList();
        Assert.Equal(3, policies.Count);
        Assert.All(policies, static policy => Assert.Equal(SiteServer.Policy, policy));
        var script = File.ReadAllText(Path.Combine(Checkout.Root, "bench", "lighthouse", "measure.mjs"));
        Assert.Contains($"\"{SiteServer.Policy}\"", script);
    }

    [Fact]
    public void Tests_that_the_table_of_targets_names_are_there()
    {
        var targets = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "targets.md"));
        var named = Regex.Matches(targets, @"\b[A-Z]\w+Tests\b").Select(static m => m.Value).ToHashSet(StringComparer.Ordinal);
        var there = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(static file => Path.GetFileNameWithoutExtension(file)).ToHashSet(StringComparer.Ordinal);
        Assert.True(named.Count > 12, "the table should name many tests");
        Assert.Empty(named.Except(there));
    }

    [Fact]
    public void Files_that_the_guide_names_are_there()
    {
        foreach (var path in new[] { "404.html", "ko/404.html", "robots.txt", "sitemap.xml", "llms.txt", ".well-known/security.txt", "en/feed.xml", "ko/card.png", "sw.js", "sw.js.br", "en/app.webmanifest" })
        {
            Assert.Contains(path, course.Files);
            Assert.Contains(path.Replace("ko/card.png", "card.png").Replace("ko/", "").Replace("en/", "").Replace(".br", ""), Guide);
        }
    }
}
