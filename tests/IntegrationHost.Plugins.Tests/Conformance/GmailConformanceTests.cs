using IntegrationHost.Plugins.Gmail;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class GmailConformanceTests : ProviderConformance<GmailPlugin>;
