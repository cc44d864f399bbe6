using Duende.IdentityModel.Client;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>Token requests of OAuth 2.0: refresh token, client credentials, JWT bearer.</summary>
internal sealed class OAuth2Exchange(ChannelWire wire, TimeProvider time) : ITokenExchange
{
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public string? RefreshField(AuthDescriptor auth) => CredentialTemplate.Fields(auth.OAuth2!.RefreshToken).FirstOrDefault();

    public bool IsOneTime(AuthDescriptor auth) => auth.OAuth2!.Rotates;

    public async Task<TokenAnswer> RequestAsync(ChannelTarget target, CredentialValues values, CancellationToken cancellationToken)
    {
        OAuth2Descriptor oauth = target.Auth.OAuth2!;
        using var handler = new TokenEndpointHandler(wire, target);
        using var client = new HttpMessageInvoker(handler);
        string scope = string.Join(oauth.ScopeSeparator, oauth.Scopes);
        using ProtocolResponse response = oauth.Grant switch
        {
            OAuth2Grant.RefreshToken => await client.RequestRefreshTokenAsync(
                Fill(new RefreshTokenRequest { RefreshToken = values.Fill(oauth.RefreshToken) }, target, values), cancellationToken),
            OAuth2Grant.ClientCredentials => await client.RequestClientCredentialsTokenAsync(
                Fill(new ClientCredentialsTokenRequest { Scope = scope.Length == 0 ? null : scope }, target, values), cancellationToken),
            OAuth2Grant.Password => await client.RequestTokenAsync(Fill(new TokenRequest { GrantType = "password" }, target, values), cancellationToken),
            _ => await client.RequestTokenAsync(Assertion(Fill(new TokenRequest { GrantType = JwtBearer }, target, values), oauth, scope, values), cancellationToken),
        };
        return Read(handler, oauth, values);
    }

    /// <summary>What came back through the handler.</summary>
    /// <exception cref="ChannelException">Nothing did.</exception>
    public static TokenAnswer Read(TokenEndpointHandler handler, OAuth2Descriptor oauth, CredentialValues values)
    {
        if (handler.Response is not { } raw)
            throw handler.Failure ?? new ChannelException(ChannelErrorCodes.Refused, "The token request was not made: the auth of this kind of credential is not complete. Report it to the plugin's author.");

        string[] paths = oauth.Authorization?.TokenAt is { } path ? [path, "access_token"] : ["access_token"];
        return TokenAnswerReader.Read(raw, values, paths, TimeSpan.FromSeconds(oauth.DefaultLifetimeSeconds), oauth.BaseUrlFrom);
    }

    /// <summary>The request with address, client and further parameters.</summary>
    /// <exception cref="ChannelException">A value is missing.</exception>
    public static T Fill<T>(T request, ChannelTarget target, CredentialValues values, string? address = null)
        where T : ProtocolRequest
    {
        OAuth2Descriptor oauth = target.Auth.OAuth2!;
        request.Address = target.Resolve(address ?? oauth.TokenUrl).AbsoluteUri;
        if (oauth.ClientId.Length > 0)
            request.ClientId = values.Fill(oauth.ClientId);
        if (oauth.ClientSecret.Length > 0 && oauth.ClientAuthentication != ClientAuthentication.None)
            request.ClientSecret = values.Fill(oauth.ClientSecret);
        request.ClientCredentialStyle = oauth.ClientAuthentication == ClientAuthentication.Basic ? ClientCredentialStyle.AuthorizationHeader : ClientCredentialStyle.PostBody;
        foreach ((string name, string template) in oauth.TokenParameters)
            request.Parameters.Add(name, values.Fill(template));
        return request;
    }

    private TokenRequest Assertion(TokenRequest request, OAuth2Descriptor oauth, string scope, CredentialValues values)
    {
        AssertionDescriptor assertion = oauth.Assertion!;
        DateTimeOffset now = time.GetUtcNow();
        List<KeyValuePair<string, object>> claims =
        [
            new("iss", values.Fill(assertion.Issuer)),
            new("aud", values.Fill(assertion.Audience)),
            new("iat", now.ToUnixTimeSeconds()),
            new("exp", now.AddSeconds(assertion.LifetimeSeconds).ToUnixTimeSeconds()),
            // Some servers take an assertion once only.
            new("jti", Guid.NewGuid().ToString("N")),
        ];
        if (values.Has(assertion.Subject))
            claims.Add(new("sub", values.Fill(assertion.Subject)));
        if (assertion.ScopeClaim && scope.Length > 0)
            claims.Add(new("scope", scope));
        else if (scope.Length > 0)
            request.Parameters.Add("scope", scope);

        string? keyId = values.Has(assertion.KeyId) ? values.Fill(assertion.KeyId) : null;
        using SecretText signed = SignedAssertion.Create(values.Fill(assertion.PrivateKey), keyId, claims);
        request.Parameters.Add("assertion", new string(signed.Reveal()));
        return request;
    }
}
