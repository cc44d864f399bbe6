using IntegrationHost.Plugins.GoogleCalendar;
using IntegrationHost.Sdk.Testing;

namespace IntegrationHost.Plugins.Tests.Conformance;

public sealed class GoogleCalendarConformanceTests : ProviderConformance<GoogleCalendarPlugin>;
