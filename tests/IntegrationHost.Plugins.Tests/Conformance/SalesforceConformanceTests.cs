using IntegrationHost.Plugins.Salesforce;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class SalesforceConformanceTests : ProviderConformance<SalesforcePlugin>;
