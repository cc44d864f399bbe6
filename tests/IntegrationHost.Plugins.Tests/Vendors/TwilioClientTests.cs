using IntegrationHost.TestVendors;
using Twilio.Base;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Http;
using Twilio.Rest.Api.V2010;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Rest.Verify.V2.Service;
using Twilio.Types;

namespace IntegrationHost.Plugins.Tests.Vendors;

/// <summary>Twilio's own .NET library against our Twilio: what it reads and sends is what our modules rely on.</summary>
public sealed class TwilioClientTests
{
    private const string Token = "tokenEXAMPLE";

    [Fact]
    public async Task Library_ReadsTheAccount()
    {
        await using TwilioVendor vendor = await StartAsync();

        AccountResource account = await AccountResource.FetchAsync(TwilioVendor.AccountSid, Client(vendor));

        Assert.Equal((TwilioVendor.AccountSid, "Example Account"), (account.Sid, account.FriendlyName));
        Assert.Equal((AccountResource.StatusEnum.Active, AccountResource.TypeEnum.Full), (account.Status, account.Type));
    }

    [Fact]
    public async Task Library_SendsCallsAndVerifies()
    {
        await using TwilioVendor vendor = await StartAsync();
        TwilioRestClient client = Client(vendor);
        var to = new PhoneNumber("+4915550000001");
        var from = new PhoneNumber("+4915550000002");

        MessageResource message = await MessageResource.CreateAsync(
            to, from: from, body: "Hello", mediaUrl: [new Uri("https://example.com/a.png"), new Uri("https://example.com/b.png")], client: client);
        CallResource call = await CallResource.CreateAsync(to, from, url: new Uri("https://example.com/twiml"), client: client);
        VerificationResource started = await VerificationResource.CreateAsync(TwilioVendor.ServiceSid, "+4915550000001", "sms", client: client);
        VerificationCheckResource check = await VerificationCheckResource.CreateAsync(TwilioVendor.ServiceSid, code: "123456", to: "+4915550000001", client: client);

        Assert.Equal(("Hello", "2"), (message.Body, message.NumMedia));
        Assert.Equal((CallResource.StatusEnum.Queued, "pending", true), (call.Status, started.Status, check.Valid));
    }

    [Fact]
    public async Task Library_FollowsOurPages()
    {
        await using TwilioVendor vendor = await StartAsync();
        TwilioRestClient client = Client(vendor);

        ResourceSet<IncomingPhoneNumberResource> numbers = await IncomingPhoneNumberResource.ReadAsync(pageSize: 2, client: client);

        Assert.Equal(3, numbers.Count());
    }

    [Fact]
    public async Task Library_TakesOurErrorsForTwilios()
    {
        await using TwilioVendor vendor = await StartAsync();

        ApiException refused = await Assert.ThrowsAsync<ApiException>(() => AccountResource.FetchAsync(TwilioVendor.AccountSid, Client(vendor, "otherEXAMPLE")));
        ApiException invalid = await Assert.ThrowsAsync<ApiException>(() => MessageResource.CreateAsync(new PhoneNumber("12"), from: new PhoneNumber("+4915550000002"), body: "x", client: Client(vendor)));

        Assert.Equal((20003, 401), (refused.Code, refused.Status));
        Assert.Equal((21211, 400), (invalid.Code, invalid.Status));
    }

    private static async Task<TwilioVendor> StartAsync()
    {
        TwilioVendor vendor = await TwilioVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept($"{TwilioVendor.AccountSid}:{Token}");
        return vendor;
    }

    private static TwilioRestClient Client(TwilioVendor vendor, string token = Token) =>
        new(TwilioVendor.AccountSid, token, httpClient: new SystemNetHttpClient(new System.Net.Http.HttpClient(new Detour(vendor))));

    /// <summary>Sends what is meant for Twilio's hosts to the local vendor.</summary>
    private sealed class Detour(TwilioVendor vendor) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri("http://" + vendor.HostAndPort + request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
