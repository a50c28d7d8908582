using System.Text.Json;
using Course.Site.Search;

namespace Course.Site.Tests.Search;

/// <summary>The index splits text as queries are split: both are held to tests/search/tokens.json (site/client/tests/search-tokens.test.ts).</summary>
public sealed class SearchTokenTests
{
    [Fact]
    public void Texts_are_split_as_queries_are()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "tokens.json")));
        Assert.True(cases.RootElement.GetArrayLength() > 30);
        foreach (var pair in cases.RootElement.EnumerateArray())
        {
            var found = new List<string>();
            SearchTokens.Read(pair[0].GetString()!, token => found.Add(token.ToString()));
            Assert.Equal(pair[1].EnumerateArray().Select(static token => token.GetString()), found);
        }
    }
}
