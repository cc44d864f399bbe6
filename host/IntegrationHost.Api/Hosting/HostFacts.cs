namespace IntegrationHost.Api.Hosting;

/// <summary>What does not change while the host runs.</summary>
/// <param name="Options">How it was started.</param>
/// <param name="StartedAt">When.</param>
internal sealed record HostFacts(ApiOptions Options, DateTimeOffset StartedAt);
