using IntegrationHost.Plugins.GitHub;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class GitHubConformanceTests : ProviderConformance<GitHubPlugin>;
