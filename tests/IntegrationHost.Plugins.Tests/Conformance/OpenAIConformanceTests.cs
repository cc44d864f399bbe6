using IntegrationHost.Plugins.OpenAI;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class OpenAIConformanceTests : ProviderConformance<OpenAIPlugin>;
