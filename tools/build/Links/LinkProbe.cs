using System.Net.Http.Headers;
using System.Security.Authentication;

namespace Course.Build.Links;

/// <summary>How an address answered.</summary>
internal enum LinkAnswer
{
    /// <summary>There is something.</summary>
    Good,

    /// <summary>There is nothing, and nothing will come of asking again.</summary>
    Gone,

    /// <summary>No answer, or one that may be another tomorrow.</summary>
    Silent,
}

/// <summary>What came of asking.</summary>
/// <param name="Answer">How it answered.</param>
/// <param name="Words">The answer in words.</param>
/// <param name="Moved">The address that permanent redirects lead to, or null.</param>
/// <param name="Requests">How many requests it took.</param>
internal sealed record LinkResult(LinkAnswer Answer, string Words, Uri? Moved, int Requests);

/// <summary>How addresses are asked.</summary>
/// <param name="Delay">Least time between two requests to one host.</param>
/// <param name="Timeout">Longest time that one request may take.</param>
/// <param name="UserAgent">Who asks.</param>
internal sealed record ProbeOptions(TimeSpan Delay, TimeSpan Timeout, string UserAgent)
{
    /// <summary>Requests after the first one, where the answer may pass.</summary>
    public const int Retries = 2;

    /// <summary>Redirects that are followed.</summary>
    public const int MostRedirects = 10;

    /// <summary>Longest time that a host may ask us to wait before a retry.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
}

/// <summary>
/// Asks whether there is something at an address: by HEAD, and by GET where HEAD is not answered well, of which only the
/// head is read. Redirects are followed by hand, to know which of them are for good.
/// </summary>
internal sealed class LinkProbe : IDisposable
{
    private readonly ProbeOptions _options;
    private readonly HttpClient _client;

    public LinkProbe(ProbeOptions options)
    {
        _options = options;
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.Timeout }) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "*/*");
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Asks, again where the answer may pass.</summary>
    /// <param name="url">The address.</param>
    /// <param name="turn">Waits until the host of an address may be asked.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<LinkResult> AskAsync(Uri url, Func<Uri, CancellationToken, Task> turn, CancellationToken cancellation)
    {
        var count = 0;
        for (var attempt = 0; ; attempt++)
        {
            var (result, wait) = await FollowAsync(url, turn, cancellation);
            count += result.Requests;
            if (result.Answer != LinkAnswer.Silent || wait is null || attempt == ProbeOptions.Retries) return result with { Requests = count };
            var pause = wait.Value > TimeSpan.Zero ? wait.Value : _options.Delay * (1 << attempt);
            await Task.Delay(pause < ProbeOptions.LongestWait ? pause : ProbeOptions.LongestWait, cancellation);
        }
    }

    /// <summary>One attempt. The second value says after what time another may help; null: none will.</summary>
    private async Task<(LinkResult Result, TimeSpan? Wait)> FollowAsync(Uri url, Func<Uri, CancellationToken, Task> turn, CancellationToken cancellation)
    {
        var (at, moved, permanent, requests) = (url, (Uri?)null, true, 0);
        for (var hop = 0; hop <= ProbeOptions.MostRedirects; hop++)
        {
            var (status, location, wait, problem) = await RequestAsync(HttpMethod.Head, at, turn, cancellation);
            requests++;
            if (problem is null && status >= 400 && status != 429)
            {
                (status, location, wait, problem) = await RequestAsync(HttpMethod.Get, at, turn, cancellation);
                requests++;
            }

            if (problem is not null) return (new(LinkAnswer.Silent, problem, null, requests), TimeSpan.Zero);
            if (status is 301 or 302 or 303 or 307 or 308 && location is not null)
            {
                var next = new Uri(at, location);
                if (next.Scheme is not ("http" or "https")) return (new(LinkAnswer.Gone, $"It redirects to `{next.Scheme}:`, which pages do not link to.", null, requests), null);
                permanent &= status is 301 or 308;
                if (permanent) moved = next;
                at = next;
                continue;
            }

            return status switch
            {
                >= 200 and < 300 => (new(LinkAnswer.Good, $"It answers with {status}.", moved, requests), null),
                401 or 403 or 407 or 451 => (new(LinkAnswer.Silent, $"It answers programs with {status}; a browser may get another answer.", null, requests), null),
                429 or >= 500 => (new(LinkAnswer.Silent, $"It answers with {status}.", null, requests), wait ?? TimeSpan.Zero),
                _ => (new(LinkAnswer.Gone, $"It answers with {status}.", null, requests), null),
            };
        }

        return (new(LinkAnswer.Gone, $"It redirects more than {ProbeOptions.MostRedirects} times.", null, requests), null);
    }

    private async Task<(int Status, Uri? Location, TimeSpan? Wait, string? Problem)> RequestAsync(
        HttpMethod method, Uri url, Func<Uri, CancellationToken, Task> turn, CancellationToken cancellation)
    {
        await turn(url, cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.Timeout);
        try
        {
            using var request = new HttpRequestMessage(method, new UriBuilder(url) { Fragment = "" }.Uri);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return ((int)response.StatusCode, response.Headers.Location, WaitOf(response.Headers.RetryAfter), null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (0, null, null, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"It did not answer within {_options.Timeout.TotalSeconds:0.#} s."));
        }
        catch (HttpRequestException e)
        {
            return (0, null, null, e.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "Its host is not known.",
                HttpRequestError.ConnectionError => "Its host refuses the connection or cannot be reached.",
                HttpRequestError.SecureConnectionError => $"No secure connection comes about: {(e.InnerException as AuthenticationException)?.Message ?? e.Message}",
                _ => $"It does not answer as a web server does ({e.HttpRequestError}).",
            });
        }
    }

    private static TimeSpan? WaitOf(RetryConditionHeaderValue? header) => header?.Delta is { } delta && delta >= TimeSpan.Zero ? delta : null;
}
