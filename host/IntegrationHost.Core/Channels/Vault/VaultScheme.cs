using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Vault;

/// <summary>
/// Vault and OpenBao: a token as it is, or a login whose token is kept in memory, renewed at two thirds of its life and asked for anew when renewing ends
/// (<c>explicit_max_ttl</c>) or the vault no longer knows it.
/// </summary>
internal sealed class VaultScheme(ChannelWire wire, TimeProvider time) : IChannelScheme, IDisposable
{
    // Which credential a token was given for, without keeping the credential.
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, VaultLogin> logins = new(StringComparer.Ordinal);

    public IReadOnlyList<AuthScheme> Schemes { get; } = [AuthScheme.Vault];

    public async Task<ProviderResponse> SendAsync(ChannelCall call, CancellationToken cancellationToken)
    {
        if (VaultOf(call).Method == VaultMethod.Token || call.Request.WithoutCredential)
            return await wire.SendAsync(call, PlaceStored, cancellationToken);

        VaultLogin login = await LoginOfAsync(call, cancellationToken);
        using VaultToken token = await TokenAsync(login, call, fresh: false, cancellationToken);
        ProviderResponse response = await SendWithAsync(call, token.Value, cancellationToken);

        // 403 is "no permission" and "no such token" alike. A token that was revoked meanwhile is found out by one new login, not by one for every refusal.
        if (response.StatusCode != 403 || !login.MayDoubt(token.GivenAt, time.GetUtcNow()))
            return response;

        using VaultToken renewed = await TokenAsync(login, call, fresh: true, cancellationToken);
        return await SendWithAsync(call, renewed.Value, cancellationToken);
    }

    public async Task<ExchangeAnswer> ExchangeAsync(ChannelCall call, CancellationToken cancellationToken)
    {
        VaultLogin login = await LoginOfAsync(call, cancellationToken);
        await login.One.WaitAsync(cancellationToken);
        try
        {
            return await LogInAsync(login, call, cancellationToken);
        }
        finally
        {
            login.One.Release();
        }
    }

    public void Dispose()
    {
        foreach (VaultLogin login in logins.Values)
            login.Dispose();
        logins.Clear();
        CryptographicOperations.ZeroMemory(key);
    }

    private static VaultDescriptor VaultOf(ChannelCall call) => call.Target.Auth.Vault
        ?? throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: the provider does not say how to log in at its vault. Report it to the plugin's author.");

    private static void PlaceStored(HttpRequestMessage message, CredentialValues values)
    {
        VaultDescriptor vault = values.Auth.Vault!;
        values.AddHeader(message, "X-Vault-Token", values.Fill(vault.Token));
        PlaceEnvelope(message, values);
    }

    // X-Vault-Request tells the vault that this is no request which another server was tricked into making.
    private static void PlaceEnvelope(HttpRequestMessage message, CredentialValues values)
    {
        values.AddHeader(message, "X-Vault-Request", "true");
        if (values.Auth.Vault!.Namespace is { Length: > 0 } space && values.Has(space))
            values.AddHeader(message, "X-Vault-Namespace", values.Fill(space));
    }

    private Task<ProviderResponse> SendWithAsync(ChannelCall call, SecretText token, CancellationToken cancellationToken) => wire.SendAsync(
        call,
        (message, values) =>
        {
            values.AddHeader(message, "X-Vault-Token", new string(token.Reveal()));
            PlaceEnvelope(message, values);
        },
        cancellationToken,
        token);

    private async Task<VaultLogin> LoginOfAsync(ChannelCall call, CancellationToken cancellationToken)
    {
        VaultDescriptor vault = VaultOf(call);
        using CredentialValues values = await CredentialValues.ReadAsync(call.Target, call.Credential, [], cancellationToken);
        string[] parts =
        [
            call.Target.AccountId, call.Target.BaseUrl.AbsoluteUri, vault.Method.ToString(),
            .. new[] { vault.RoleId, vault.SecretId, vault.Role, vault.Jwt, vault.Mount, vault.Namespace }.Select(template => values.Has(template) ? values.Fill(template) : ""),
        ];
        string id = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('\0', parts))));
        return logins.GetOrAdd(id, _ => new VaultLogin());
    }

    private async Task<VaultToken> TokenAsync(VaultLogin login, ChannelCall call, bool fresh, CancellationToken cancellationToken)
    {
        await login.One.WaitAsync(cancellationToken);
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            if (!fresh && login.Usable(now) is { } token)
                return token;

            if (!fresh && login.Renewable(now) is { } old && await RenewAsync(login, old, call, cancellationToken))
                return login.Usable(time.GetUtcNow())!;

            ExchangeAnswer answer = await LogInAsync(login, call, cancellationToken);
            return answer.Granted
                ? login.Usable(time.GetUtcNow())!
                : throw new ChannelException(
                    ChannelErrorCodes.MissingSecret, $"The vault at {call.Target.BaseUrl.Host} refused the login (status {answer.Response.StatusCode}). Run the account's smoke test for the cause.");
        }
        finally
        {
            login.One.Release();
        }
    }

    private async Task<bool> RenewAsync(VaultLogin login, VaultToken token, ChannelCall call, CancellationToken cancellationToken)
    {
        using (token)
        {
            var request = new ProviderRequest
            {
                Method = "POST",
                Path = "/auth/token/renew-self",
                ContentType = "application/json",
                Body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["increment"] = (int)login.Life.TotalSeconds }),
            };
            try
            {
                ProviderResponse response = await SendWithAsync(call with { Target = call.Target with { SecretPaths = [] }, Request = new HostRequest(request) }, token.Value, cancellationToken);
                JsonObject? auth = response.IsSuccess ? Read(response)?["auth"] as JsonObject : null;
                return auth is not null && login.Extend(Seconds(auth), Flag(auth), time.GetUtcNow());
            }
            catch (ChannelException)
            {
                // The login that follows tells whether the vault is there at all.
                return false;
            }
        }
    }

    private async Task<ExchangeAnswer> LogInAsync(VaultLogin login, ChannelCall call, CancellationToken cancellationToken)
    {
        VaultDescriptor vault = VaultOf(call);
        string mount = vault.Method.ToString().ToLowerInvariant();
        using (CredentialValues values = await CredentialValues.ReadAsync(call.Target, call.Credential, [], cancellationToken))
        {
            if (vault.Mount.Length > 0 && values.Has(vault.Mount))
                mount = values.Fill(vault.Mount).Trim('/');
        }

        var body = new JsonObject();
        if (vault.Method == VaultMethod.AppRole)
        {
            body["role_id"] = vault.RoleId;
            body["secret_id"] = vault.SecretId;
        }
        else
        {
            body["role"] = vault.Role;
            body["jwt"] = vault.Jwt;
        }

        string path = $"/auth/{string.Join('/', mount.Split('/').Select(Uri.EscapeDataString))}/login";
        var request = new HostRequest(new ProviderRequest { Method = "POST", Path = path }) { Body = new RequestBodyDescriptor { Json = body.ToJsonString() } };

        // The token stands where the provider's answers hold secrets; it is taken out below, once it is kept.
        ProviderResponse response = await wire.SendAsync(
            call with { Target = call.Target with { SecretPaths = [] }, Request = request }, PlaceEnvelope, cancellationToken);
        JsonObject? json = Read(response);
        if (!response.IsSuccess || json?["auth"] is not JsonObject auth || auth["client_token"]?.GetValueKind() != JsonValueKind.String)
            return new ExchangeAnswer(response, Granted: false);

        login.Take(new SecretText(auth["client_token"]!.GetValue<string>()), Seconds(auth), Flag(auth), time.GetUtcNow());
        auth.Remove("client_token");
        return new ExchangeAnswer(response with { Body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(json) }, Granted: true);
    }

    private static JsonObject? Read(ProviderResponse response)
    {
        try
        {
            return JsonNode.Parse(response.Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan Seconds(JsonObject auth) =>
        auth["lease_duration"]?.GetValueKind() == JsonValueKind.Number ? TimeSpan.FromSeconds(Math.Clamp(auth["lease_duration"]!.GetValue<double>(), 0, int.MaxValue)) : TimeSpan.Zero;

    private static bool Flag(JsonObject auth) => auth["renewable"]?.GetValueKind() == JsonValueKind.True;
}
