using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Secrets;

/// <summary>Where an account's credential may be sent and how it is placed there, in one canonical text. Secrets are sealed for its hash.</summary>
internal sealed record EgressPolicy
{
    private EgressPolicy(string text)
    {
        Text = text;
        Hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>JSON with a fixed order of properties; hosts sorted.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of <see cref="Text"/>.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>The policy with a text that was stored: what was sealed for it opens only if it is the very same.</summary>
    public static EgressPolicy FromText(string text) => new(text);

    /// <param name="providerId">Provider id; empty for an account without one.</param>
    /// <param name="baseUrl">Base address in force; <c>null</c> if none is known.</param>
    /// <param name="hosts">Hosts the credential may be sent to.</param>
    /// <param name="auth">How it is placed; <c>null</c> without a provider.</param>
    /// <param name="requests">The smoke test's requests: a body they describe is a place for a secret, too.</param>
    public static EgressPolicy Create(string providerId, Uri? baseUrl, IEnumerable<string> hosts, AuthDescriptor? auth, IEnumerable<VerificationRequestDescriptor>? requests = null)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("provider", providerId);
            writer.WriteString("scheme", baseUrl?.Scheme ?? "");
            writer.WriteString("host", baseUrl?.IdnHost ?? "");
            writer.WriteNumber("port", baseUrl?.Port ?? 0);
            writer.WriteStartArray("hosts");
            foreach (string host in hosts.Select(host => host.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal))
                writer.WriteStringValue(host);
            writer.WriteEndArray();
            if (auth is not null)
                WritePlacement(writer, auth);
            WriteBodies(writer, [.. (requests ?? []).Where(request => request.Body is not null)]);
            writer.WriteEndObject();
        }

        return new EgressPolicy(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WritePlacement(Utf8JsonWriter writer, AuthDescriptor auth)
    {
        writer.WriteStartObject("auth");
        writer.WriteString("scheme", auth.Scheme.ToString());
        writer.WriteString("name", auth.Name);
        writer.WriteString("value", auth.Value);
        writer.WriteString("username", auth.Username);
        writer.WriteString("password", auth.Password);
        writer.WriteStartArray("headers");
        foreach ((string name, string value) in auth.Headers)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        WriteExchange(writer, auth);
        writer.WriteEndObject();
    }

    // What came later is written only where it is used: the text of an older scheme stays as it was, and with it what is sealed for it.
    private static void WriteExchange(Utf8JsonWriter writer, AuthDescriptor auth)
    {
        if (auth.OAuth2 is { } oauth)
        {
            WriteTexts(
                writer, "oauth2", oauth.Grant.ToString(), oauth.TokenUrl, oauth.ClientId, oauth.ClientSecret, oauth.ClientAuthentication.ToString(), oauth.RefreshToken,
                oauth.BaseUrlFrom ?? "", oauth.Authorization?.Url ?? "", oauth.Authorization?.DeviceUrl ?? "");
            WriteTexts(writer, "tokenParameters", [.. oauth.TokenParameters.SelectMany(pair => new[] { pair.Key, pair.Value })]);
            if (oauth.Assertion is { } assertion)
                WriteTexts(writer, "assertion", assertion.Issuer, assertion.Subject, assertion.Audience, assertion.PrivateKey, assertion.KeyId);
        }

        if (auth.GitHubApp is { } app)
            WriteTexts(writer, "githubApp", app.AppId, app.InstallationId, app.PrivateKey);
        if (auth.Vault is { } vault)
            WriteTexts(writer, "vault", vault.Method.ToString(), vault.Token, vault.RoleId, vault.SecretId, vault.Role, vault.Jwt, vault.Mount, vault.Namespace);
        if (auth.Mail is { } mail)
            WriteTexts(writer, "mail", mail.Imap, mail.Smtp);
    }

    private static void WriteBodies(Utf8JsonWriter writer, List<VerificationRequestDescriptor> requests)
    {
        if (requests.Count == 0)
            return;

        writer.WriteStartArray("bodies");
        foreach (VerificationRequestDescriptor request in requests)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(request.Method);
            writer.WriteStringValue(request.Server ?? "");
            writer.WriteStringValue(request.Path);
            writer.WriteStringValue(request.Body!.Json ?? "");
            writer.WriteStringValue(request.Body.Text ?? "");
            foreach ((string name, string value) in request.Body.Form)
            {
                writer.WriteStringValue(name);
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, params IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
