using IntegrationHost.Plugins.Stripe;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class StripeConformanceTests : ProviderConformance<StripePlugin>;
