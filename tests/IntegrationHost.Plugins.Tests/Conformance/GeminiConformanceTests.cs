using IntegrationHost.Plugins.Gemini;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class GeminiConformanceTests : ProviderConformance<GoogleGeminiPlugin>;
