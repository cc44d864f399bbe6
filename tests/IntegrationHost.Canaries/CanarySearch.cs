namespace IntegrationHost.Canaries;

/// <summary>The quick search at the end of a test: printed text and files left behind.</summary>
public static class CanarySearch
{
    /// <summary>What stands somewhere it must not, one line each; none if all is well.</summary>
    /// <param name="secrets">The secrets that were planted.</param>
    /// <param name="outputs">All that was printed or answered.</param>
    /// <param name="directory">All files below it.</param>
    /// <exception cref="InvalidOperationException">Next to nothing was searched, or the search misses a secret that it is shown.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> secrets, IEnumerable<string> outputs, string? directory)
    {
        Canary[] canaries = [.. secrets.Select(Canary.Of)];
        var scanner = new CanaryScanner(canaries);
        foreach (string output in outputs)
            scanner.Scan("output", output);
        if (directory is not null)
            scanner.ScanFiles("files", directory);
        if (scanner.Scanned.Values.Sum() < 10_000)
            throw new InvalidOperationException("The search saw next to nothing; it proves nothing.");

        // The positive control: what was planted must be found when it is there.
        foreach (Canary canary in canaries)
        {
            foreach ((string name, byte[] bytes, _) in CanaryEncodings.Of(canary))
            {
                if (!new CanaryScanner([canary]).Scan("control", [.. "before "u8, .. bytes, .. " after"u8]).Any())
                    throw new InvalidOperationException($"The search misses a secret written as {name}.");
            }
        }

        return [.. scanner.Hits.Select(hit => $"The secret {hit.Path}… stands in {hit.Channel}, as {hit.Encoding}.").Distinct()];
    }
}
