using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary>Files of <c>audit export</c>. Whether an event is as it was written is for the host to say, which alone has the key.</summary>
internal static class AuditFiles
{
    private const int AtOnce = 500;

    /// <summary>Checks each event of the files, in the order of their first events, as one chain.</summary>
    /// <exception cref="UsageException">A file cannot be read or holds no events.</exception>
    public static async Task<ExportedTrail> CheckAsync(IHostTrail trail, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        List<(string Path, AuditEventReport First)> files = [];
        foreach (string path in paths)
        {
            files.Add((path, await FirstOfAsync(path, cancellationToken)));
        }

        files.Sort((one, other) => one.First.Seq.CompareTo(other.First.Seq));
        AuditEventReport first = files[0].First;
        var found = new ExportedTrail(0, first.Seq, first.Seq - 1, first.Seq == 1 ? "" : first.PrevMac, null);
        List<AuditEventReport> batch = [];
        foreach ((string path, _) in files)
        {
            await foreach (AuditEventReport? happened in ReadAsync(path, cancellationToken))
            {
                // A line that is none: the event that should be there is missing.
                if (happened is null)
                {
                    return await CheckAsync(trail, found, batch, cancellationToken) is { FirstBad: { } } broken ? broken : found with { FirstBad = found.Last + batch.Count + 1 };
                }

                batch.Add(happened);
                if (batch.Count < AtOnce)
                {
                    continue;
                }

                found = await CheckAsync(trail, found, batch, cancellationToken);
                if (found.FirstBad is not null)
                {
                    return found;
                }

                batch.Clear();
            }
        }

        return await CheckAsync(trail, found, batch, cancellationToken);
    }

    /// <summary>SHA-256 of a file, hex.</summary>
    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private static async Task<ExportedTrail> CheckAsync(IHostTrail trail, ExportedTrail found, List<AuditEventReport> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return found;
        }

        AuditCheckReport report = await trail.CheckAuditAsync(new AuditCheckRequest { After = found.Last, AfterMac = found.LastMac, Events = batch }, cancellationToken);
        return report.FirstBadSeq is { } bad
            ? found with { FirstBad = bad }
            : found with { Events = found.Events + batch.Count, Last = batch[^1].Seq, LastMac = batch[^1].Mac };
    }

    private static async Task<AuditEventReport> FirstOfAsync(string path, CancellationToken cancellationToken)
    {
        await foreach (AuditEventReport? happened in ReadAsync(path, cancellationToken))
        {
            return happened ?? throw new UsageException($"{path} does not begin with an event of 'integration-host audit export'.");
        }

        throw new UsageException($"{path} holds no events.");
    }

    private static async IAsyncEnumerable<AuditEventReport?> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using StreamReader reader = Open(path);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                yield return Parse(line);
            }
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read. Name a file of 'integration-host audit export'.");
        }
    }

    private static AuditEventReport? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, WireJsonContext.Default.AuditEventReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
