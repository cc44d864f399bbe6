using IntegrationHost.Plugins.SecureKey;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class SecureKeyConformanceTests : ProviderConformance<SecureKeyPlugin>;
