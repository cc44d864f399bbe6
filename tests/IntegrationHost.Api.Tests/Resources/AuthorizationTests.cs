using System.Net;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Resources;

/// <summary>Authorizing over the API: the address to open comes out, the token does not.</summary>
public sealed class AuthorizationTests : ApiTest
{
    [Fact]
    public async Task Catalog_TellsTheFormWhatAuthorizingFills()
    {
        ProviderCard card = Assert.Single(await Api.Client.GetCatalogAsync(Cancel));
        Assert.Equal([null, "refreshToken"], card.CredentialKinds.Select(kind => kind.AuthorizedField));
        Assert.All(card.CredentialKinds, kind => Assert.False(kind.DeviceCodes));
    }

    [Fact]
    public async Task Authorization_BeginsWaitsAndCanBeCalledOff()
    {
        string id = await AddPersonAsync();
        AuthorizationReport begun = await Api.Client.StartAuthorizationAsync(id, new StartAuthorizationRequest(), Cancel);
        Assert.Equal("Waiting", begun.State);
        Assert.StartsWith(Api.Vendor.BaseUrl + "/authorize?client_id=client-1&response_type=code", begun.Url, StringComparison.Ordinal);
        Assert.Contains("code_challenge_method=S256", begun.Url, StringComparison.Ordinal);
        Assert.Null(begun.UserCode);

        Assert.Equal(begun, await Api.Client.GetAuthorizationAsync(id, begun.Id, Cancel));
        await Api.Client.CancelAuthorizationAsync(id, begun.Id, Cancel);
        Assert.Equal("Canceled", (await Api.Client.GetAuthorizationAsync(id, begun.Id, Cancel)).State);
    }

    [Fact]
    public async Task Authorization_WhatIsNotThere_IsAProblem()
    {
        string id = await AddPersonAsync();
        AccountSummary key = await Api.AddAccountAsync("ACME_KEY", "ak_0123456789EXAMPLE", Cancel);
        Assert.Equal(HttpStatusCode.Conflict, await FailsAsync(() => Api.Client.StartAuthorizationAsync(key.Id, new StartAuthorizationRequest(), Cancel)));
        Assert.Equal(HttpStatusCode.Conflict, await FailsAsync(() => Api.Client.StartAuthorizationAsync(id, new StartAuthorizationRequest { Device = true }, Cancel)));
        Assert.Equal(HttpStatusCode.NotFound, await FailsAsync(() => Api.Client.GetAuthorizationAsync(id, Guid.NewGuid().ToString(), Cancel)));
        Assert.Equal(HttpStatusCode.NotFound, await FailsAsync(() => Api.Client.CancelAuthorizationAsync(id, Guid.NewGuid().ToString(), Cancel)));
        Assert.Equal(HttpStatusCode.NotFound, await FailsAsync(() => Api.Client.StartAuthorizationAsync(Guid.NewGuid().ToString(), new StartAuthorizationRequest(), Cancel)));
    }

    private async Task<string> AddPersonAsync() => (await Api.Client.CreateAccountAsync(
        new CreateAccountRequest
        {
            ProviderId = "acme",
            CredentialKindId = "person",
            Name = "ACME_PERSON",
            BaseUrl = Api.Vendor.BaseUrl,
            Fields = new Dictionary<string, string> { ["clientId"] = "client-1" },
        },
        Cancel)).Account.Id;

    private static async Task<HttpStatusCode> FailsAsync(Func<Task> call) => (await Assert.ThrowsAsync<HostApiException>(call)).StatusCode;
}
