namespace IntegrationHost.Core.Tests.Channels.Hostile;

/// <summary>Tests that measure the whole process, or change what all of it shares: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
