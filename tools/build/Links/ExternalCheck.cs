using System.Collections.Immutable;
using Course.Content.Links;
using Course.Diagnostics;

namespace Course.Build.Links;

/// <summary>What asking the addresses of a course found.</summary>
/// <param name="Checks">The record as it is now: addresses that answered carry today's date, those that the course dropped are gone.</param>
/// <param name="Asked">Addresses that were asked.</param>
/// <param name="Rested">Addresses whose last answer is so young that they were left in peace.</param>
/// <param name="Diagnostics">What does not answer as it should.</param>
internal sealed record ExternalReport(LinkChecks Checks, int Asked, int Rested, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Asks addresses elsewhere: hosts side by side, the addresses of one host one after the other.</summary>
/// <param name="options">How they are asked.</param>
/// <param name="clock">Tells the day.</param>
internal sealed class ExternalCheck(ProbeOptions options, TimeProvider clock)
{
    private const int HostsAtOnce = 8;

    /// <summary>Asks those whose last good answer is older than some days.</summary>
    /// <param name="addresses">All addresses of the course.</param>
    /// <param name="before">The record so far.</param>
    /// <param name="olderThan">Days; 0 asks all.</param>
    /// <param name="tell">Told each answer as it comes, from any thread.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<ExternalReport> RunAsync(
        ImmutableArray<ExternalAddress> addresses, LinkChecks before, int olderThan, Action<ExternalAddress, LinkResult> tell, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var due = addresses.Where(a => before.LastChecked(a.Url) is not { } last || today.DayNumber - last.DayNumber >= olderThan).ToList();
        var turns = new HostTurns(options.Delay, clock);
        using var probe = new LinkProbe(options);
        var results = new Dictionary<ExternalAddress, LinkResult>(ReferenceEqualityComparer.Instance);
        await Parallel.ForEachAsync(
            due.GroupBy(static a => a.Url.Host, StringComparer.OrdinalIgnoreCase),
            new ParallelOptions { MaxDegreeOfParallelism = HostsAtOnce, CancellationToken = cancellation },
            async (host, stop) =>
            {
                foreach (var address in host)
                {
                    var result = await probe.AskAsync(address.Url, turns.WaitAsync, stop);
                    lock (results) results[address] = result;
                    tell(address, result);
                }
            });

        var checks = LinkChecks.None.ByAddress.ToBuilder();
        foreach (var address in addresses)
        {
            var key = address.Url.OriginalString;
            if (results.GetValueOrDefault(address) is { Answer: LinkAnswer.Good } good) checks[key] = new(today, good.Moved);
            else if (before.ByAddress.TryGetValue(key, out var known)) checks[key] = known;
        }

        return new(
            new(checks.ToImmutable()), due.Count, addresses.Length - due.Count,
            [.. addresses.SelectMany(a => Faults(a, results.GetValueOrDefault(a), checks.GetValueOrDefault(a.Url.OriginalString))).Order(Diagnostic.ByPlace)]);
    }

    private static IEnumerable<Diagnostic> Faults(ExternalAddress address, LinkResult? result, LinkCheck? known)
    {
        var url = address.Url.OriginalString;
        if (result is { Answer: LinkAnswer.Gone })
        {
            return address.Places.Select(place => LinkFaults.Gone.At(
                place, $"{url} leads to nothing. {result.Words}", "Find where it has gone, or take the link out."));
        }

        if (result is { Answer: LinkAnswer.Silent })
        {
            var last = known is null ? "It never answered a check." : FormattableString.Invariant($"It last answered on {known.Checked:yyyy-MM-dd}.");
            return address.Places.Select(place => LinkFaults.Silent.At(
                place, $"{url} does not answer as it should. {result.Words} {last}", "Open it in a browser; where it stays silent for days, find another place for it."));
        }

        return known?.Moved is not { } moved ? [] : address.Places.Select(place => LinkFaults.Moved.At(
            place, $"{url} has moved for good, and its old address may end.", $"Write {moved.OriginalString} instead."));
    }
}
