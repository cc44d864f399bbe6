namespace IntegrationHost.Console.Tests.Fakes;

/// <summary>An ExecModule of the fake host.</summary>
internal sealed record FakeModule(string Id, string Name, string Workflow, string? ProviderId, string? AccountId = null, string? MissingScope = null);
