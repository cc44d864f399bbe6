using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Hosting;

/// <summary>What does not change while the host runs.</summary>
/// <param name="Options">How it was started.</param>
/// <param name="StartedAt">When.</param>
/// <param name="Plugins">The plugins that were found, active or not.</param>
internal sealed record HostFacts(ApiOptions Options, DateTimeOffset StartedAt, IReadOnlyList<PluginReport> Plugins);
