using System.Text.Json;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Upstream;

/// <summary>What is remembered of the last synchronisations, so that a restarted host still says how old its copy is.</summary>
internal sealed record UpstreamState
{
    private const string Key = "upstream.state";

    public DateTimeOffset? LastSyncAt { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    public UpstreamFault? Fault { get; init; }

    public string? Problem { get; init; }

    public DateTimeOffset? ProblemAt { get; init; }

    public int MetadataModules { get; init; }

    /// <summary>When metadata was written that the running host does not show yet.</summary>
    public DateTimeOffset? MetadataAt { get; init; }

    /// <summary>The state with a problem; one that goes on keeps its beginning.</summary>
    public UpstreamState With(UpstreamException failure, DateTimeOffset now) => this with { Fault = failure.Fault, Problem = failure.Message, ProblemAt = Fault == failure.Fault ? ProblemAt : now };

    public static async Task<UpstreamState> ReadAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        string? json = await context.Meta.AsNoTracking().Where(row => row.Key == Key).Select(row => row.Value).FirstOrDefaultAsync(cancellationToken);
        try
        {
            return json is null ? new UpstreamState() : JsonSerializer.Deserialize<UpstreamState>(json) ?? new UpstreamState();
        }
        catch (JsonException)
        {
            return new UpstreamState();
        }
    }

    public async Task WriteAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        string json = JsonSerializer.Serialize(this);
        if (await context.Meta.FirstOrDefaultAsync(row => row.Key == Key, cancellationToken) is { } row)
            row.Value = json;
        else
            context.Meta.Add(new MetaRow { Key = Key, Value = json });
    }

    public static Task RemoveAsync(HostDbContext context, CancellationToken cancellationToken) => context.Meta.Where(row => row.Key == Key).ExecuteDeleteAsync(cancellationToken);
}
