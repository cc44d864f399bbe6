using IntegrationHost.Plugins.Slack;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class SlackConformanceTests : ProviderConformance<SlackPlugin>;
