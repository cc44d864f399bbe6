using IntegrationHost.Plugins.Twilio;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class TwilioConformanceTests : ProviderConformance<TwilioPlugin>;
