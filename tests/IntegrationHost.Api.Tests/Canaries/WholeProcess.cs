namespace IntegrationHost.Api.Tests.Canaries;

/// <summary>Tests that listen to the whole process: they run alone.</summary>
[CollectionDefinition("whole process", DisableParallelization = true)]
public sealed class WholeProcess;
