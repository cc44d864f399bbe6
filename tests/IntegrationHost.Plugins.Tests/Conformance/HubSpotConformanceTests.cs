using IntegrationHost.Plugins.HubSpot;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class HubSpotConformanceTests : ProviderConformance<HubSpotPlugin>;
