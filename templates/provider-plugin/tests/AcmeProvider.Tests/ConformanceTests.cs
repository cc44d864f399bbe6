using IntegrationHost.Sdk.Testing;

namespace AcmeClass.Tests;

/// <summary>Everything that a host asks of a provider plugin; the tests are inherited.</summary>
public sealed class ConformanceTests : ProviderConformance<AcmeClassPlugin>;
