using System.Net;

namespace IntegrationHost.Core.Channels;

/// <summary>Finds the addresses that a name, or an address in text, stands for.</summary>
internal delegate Task<IPAddress[]> ResolveName(string host, CancellationToken cancellationToken);
