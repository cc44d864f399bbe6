using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Verification;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class GoogleCalendarModuleTests
{
    private const string Refresh = "1//0EXAMPLE-refresh";
    private const string Events = "https://www.googleapis.com/auth/calendar.events";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExecuteAsync_EveryModule_GivesItsOutputs()
    {
        await using GoogleVendor vendor = await GoogleVendor.StartCalendarAsync(Cancel);
        using VendorAccount account = Account(vendor);
        const string When = """{"id":"meet5","summary":"Review","start":{"dateTime":"2026-12-01T10:00:00Z"},"end":{"dateTime":"2026-12-01T11:00:00Z"},"attendees":[{"email":"a@example.org"}],"sendUpdates":"all"}""";

        Assert.Equal("meet5", (await account.RunAsync("GoogleCalendarCreateEventModule", When))["id"]!.ToString());
        Assert.Equal("confirmed", (await account.RunAsync("GoogleCalendarUpdateEventModule", """{"eventId":"meet5","summary":"Later"}"""))["status"]!.ToString());
        JsonObject list = await account.RunAsync("GoogleCalendarListEventsModule", """{"timeMin":"2026-12-01T00:00:00Z","maxResults":2}""");
        Assert.Equal((2, "2", "Europe/Berlin"), (list["items"]!.AsArray().Count, list["nextPageToken"]!.ToString(), list["timeZone"]!.ToString()));
        await account.RunAsync("GoogleCalendarDeleteEventModule", """{"eventId":"meet5"}""");
        Assert.NotNull((await account.RunAsync("GoogleCalendarFreeBusyModule", """{"timeMin":"2026-12-01T00:00:00Z","timeMax":"2026-12-02T00:00:00Z","items":[{"id":"primary"}]}"""))["calendars"]!["primary"]);
        Assert.Equal(3, (await account.RunAsync("GoogleCalendarListCalendarsModule", "{}"))["items"]!.AsArray().Count);
        Assert.Equal("quick", (await account.RunAsync("GoogleCalendarQuickAddModule", """{"text":"Lunch with Ada tomorrow 12:30"}"""))["id"]!.ToString());
        Assert.Equal("r1", (await account.RunAsync("GoogleCalendarWatchModule", """{"id":"channel-1","address":"https://hooks.example.com/c"}"""))["resourceId"]!.ToString());
        Assert.Contains(vendor.Requests, request => request.Query.Contains("sendUpdates=all", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExecuteAsync_SameEventTwiceOrOldSyncToken_IsGooglesError()
    {
        await using GoogleVendor vendor = await GoogleVendor.StartCalendarAsync(Cancel);
        using VendorAccount account = Account(vendor);
        const string When = """{"id":"meet5","start":{"date":"2026-12-01"},"end":{"date":"2026-12-02"}}""";
        await account.RunAsync("GoogleCalendarCreateEventModule", When);

        ModuleError twice = await account.FailAsync("GoogleCalendarCreateEventModule", When);
        ModuleError old = await account.FailAsync("GoogleCalendarListEventsModule", """{"syncToken":"old"}""");

        Assert.Equal((409, 410), (twice.StatusCode, old.StatusCode));
    }

    [Fact]
    public async Task TestAsync_GrantOfEventsOnly_IsValid()
    {
        await using GoogleVendor vendor = await GoogleVendor.StartCalendarAsync(Cancel);
        using VendorAccount account = Account(vendor, Events);

        Verdict verdict = await account.TestAsync();

        Assert.Equal("google-calendar.ok-events", verdict.RuleId);
        Assert.Equal([Events], verdict.Scopes);
    }

    private static VendorAccount Account(GoogleVendor vendor, params string[] scopes)
    {
        vendor.Accept(Refresh, scopes);
        return new VendorAccount(vendor, "google-calendar", "oauth", ("clientId", GoogleVendor.ClientId), ("clientSecret", GoogleVendor.ClientSecret), ("refreshToken", Refresh));
    }
}
