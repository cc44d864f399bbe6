using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Duende.IdentityModel;
using Duende.IdentityModel.Client;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>The requests of an interactive authorization: the page to open, the code to redeem, the code on another device.</summary>
internal sealed class CodeExchange(ChannelWire wire)
{
    private const int LongestUserCode = 40;

    /// <summary>The address of the page on which access is granted.</summary>
    /// <exception cref="ChannelException">The client's id is not set.</exception>
    public static async Task<Uri> PageAsync(CredentialAccess access, Uri redirect, string state, string verifier, CancellationToken cancellationToken)
    {
        OAuth2Descriptor oauth = access.Kind.Auth.OAuth2!;
        AuthorizationDescriptor authorization = oauth.Authorization!;
        using CredentialValues values = await CredentialValues.ReadAsync(access.Target, access.Source, [], cancellationToken);
        string challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        string address = new RequestUrl(access.Target.Resolve(authorization.Url).AbsoluteUri).CreateAuthorizeUrl(
            values.Fill(oauth.ClientId), OidcConstants.ResponseTypes.Code, Scope(oauth), redirect.AbsoluteUri, state,
            codeChallenge: authorization.Pkce ? challenge : null,
            codeChallengeMethod: authorization.Pkce ? OidcConstants.CodeChallengeMethods.Sha256 : null,
            extra: new Parameters(authorization.Parameters));
        return new Uri(address);
    }

    /// <summary>Redeems the code that the browser brought.</summary>
    /// <exception cref="ChannelException">No usable answer.</exception>
    public Task<TokenAnswer> RedeemAsync(CredentialAccess access, string code, Uri redirect, string verifier, CancellationToken cancellationToken) => AskAsync(
        access,
        (client, values) => client.RequestAuthorizationCodeTokenAsync(
            OAuth2Exchange.Fill(
                new AuthorizationCodeTokenRequest { Code = code, RedirectUri = redirect.AbsoluteUri, CodeVerifier = access.Kind.Auth.OAuth2!.Authorization!.Pkce ? verifier : null },
                access.Target, values),
            cancellationToken),
        cancellationToken);

    /// <summary>Asks whether access was granted on the other device.</summary>
    /// <exception cref="ChannelException">No usable answer.</exception>
    public Task<TokenAnswer> PollAsync(CredentialAccess access, DeviceCode device, CancellationToken cancellationToken) => AskAsync(
        access,
        (client, values) => client.RequestDeviceTokenAsync(
            OAuth2Exchange.Fill(new DeviceTokenRequest { DeviceCode = new string(device.Code.Reveal()) }, access.Target, values), cancellationToken),
        cancellationToken);

    /// <summary>Asks for a code to type on another device.</summary>
    /// <exception cref="ChannelException">None came.</exception>
    public async Task<DeviceCode> RequestDeviceAsync(CredentialAccess access, CancellationToken cancellationToken)
    {
        OAuth2Descriptor oauth = access.Kind.Auth.OAuth2!;
        using CredentialValues values = await CredentialValues.ReadAsync(access.Target, access.Source, [], cancellationToken);
        using var handler = new TokenEndpointHandler(wire, access.Target);
        using var client = new HttpMessageInvoker(handler);
        string scope = Scope(oauth) ?? "";
        var request = new DeviceAuthorizationRequest();
        if (scope.Length > 0)
            request.Scope = scope;
        using ProtocolResponse response = await client.RequestDeviceAuthorizationAsync(
            OAuth2Exchange.Fill(request, access.Target, values, oauth.Authorization!.DeviceUrl), cancellationToken);
        if (handler.Response is not { } raw)
            throw handler.Failure ?? None(access);
        return Read(raw) ?? throw None(access, raw);
    }

    private static ChannelException None(CredentialAccess access, ProviderResponse? raw = null)
    {
        string status = raw is null ? "" : $" (HTTP {raw.StatusCode})";
        return new ChannelException(ChannelErrorCodes.TokenRefused, $"{access.Provider.Descriptor.Name} gave no code for another device{status}. Check that the app may use them, or authorize in a browser.");
    }

    private static DeviceCode? Read(ProviderResponse raw)
    {
        using JsonDocument? document = Parse(raw);
        if (!raw.IsSuccess || document is null)
            return null;

        string? Text(string name) => JsonPath.Text(JsonPath.Find(document.RootElement, name));
        string? code = Text("device_code");
        string? userCode = Text("user_code");
        // Google says "url".
        string? page = Text("verification_uri_complete") ?? Text("verification_uri") ?? Text("verification_url");
        bool usable = code is { Length: > 0 } && userCode is { Length: > 0 and <= LongestUserCode } && userCode.All(character => character is > ' ' and <= '~');
        if (!usable || !Uri.TryCreate(page, UriKind.Absolute, out Uri? url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            return null;

        return new DeviceCode(new SecretText(code), userCode!, url, Seconds(Text("expires_in"), 600, 3600), Seconds(Text("interval"), 5, 60));
    }

    private static TimeSpan Seconds(string? text, double otherwise, double most) =>
        TimeSpan.FromSeconds(double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds > 0 ? Math.Min(seconds, most) : otherwise);

    private static JsonDocument? Parse(ProviderResponse raw)
    {
        try
        {
            return JsonDocument.Parse(raw.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Scope(OAuth2Descriptor oauth) => oauth.Scopes.Count == 0 ? null : string.Join(oauth.ScopeSeparator, oauth.Scopes);

    private async Task<TokenAnswer> AskAsync(
        CredentialAccess access, Func<HttpMessageInvoker, CredentialValues, Task<TokenResponse>> ask, CancellationToken cancellationToken)
    {
        using CredentialValues values = await CredentialValues.ReadAsync(access.Target, access.Source, [], cancellationToken);
        using var handler = new TokenEndpointHandler(wire, access.Target);
        using var client = new HttpMessageInvoker(handler);
        using TokenResponse response = await ask(client, values);
        return OAuth2Exchange.Read(handler, access.Kind.Auth.OAuth2!, values);
    }
}
