namespace IntegrationHost.Worker.Loading;

/// <summary>Why a plugin's code cannot be used, in a sentence of ours.</summary>
internal sealed class LoadFault(string cause) : Exception(cause);
