using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>Tokens of a GitHub App's installation, asked for with a JWT that the app signs.</summary>
/// <remarks>GitHub documentation: "Generating a JSON Web Token for a GitHub App" (iat 60 s back, exp at most 10 min), "Create an installation access token for an app".</remarks>
internal sealed class GitHubAppExchange(ChannelWire wire, TimeProvider time) : ITokenExchange
{
    private static readonly TimeSpan InstallationLifetime = TimeSpan.FromHours(1);

    public string? RefreshField(AuthDescriptor auth) => null;

    public bool IsOneTime(AuthDescriptor auth) => false;

    /// <summary>The app's own token, for requests that only the app itself may make.</summary>
    /// <exception cref="ChannelException">A value is missing, or the key is none.</exception>
    public SecretText SignAsApp(AuthDescriptor auth, CredentialValues values)
    {
        GitHubAppDescriptor app = auth.GitHubApp!;
        DateTimeOffset now = time.GetUtcNow();
        // 60 s back for clocks that run behind, and 9 min on for those that run ahead: 10 in all.
        return SignedAssertion.Create(
            values.Fill(app.PrivateKey), null,
            [new("iat", now.AddSeconds(-60).ToUnixTimeSeconds()), new("exp", now.AddMinutes(9).ToUnixTimeSeconds()), new("iss", values.Fill(app.AppId))]);
    }

    public async Task<TokenAnswer> RequestAsync(ChannelTarget target, CredentialValues values, CancellationToken cancellationToken)
    {
        string installation = Uri.EscapeDataString(values.Fill(target.Auth.GitHubApp!.InstallationId));
        Uri address = TargetAddress.Build(target, new ProviderRequest { Method = "POST", Path = $"/app/installations/{installation}/access_tokens" });
        using SecretText jwt = SignAsApp(target.Auth, values);
        using var message = new HttpRequestMessage(HttpMethod.Post, address);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", new string(jwt.Reveal()));
        message.Headers.Accept.ParseAdd("application/vnd.github+json");
        ProviderResponse raw = await wire.SendRawAsync(message, target, cancellationToken);
        return TokenAnswerReader.Read(raw, values, ["token"], InstallationLifetime, null, Lifetime);
    }

    private TimeSpan? Lifetime(JsonElement root)
    {
        string? text = JsonPath.Text(JsonPath.Find(root, "expires_at"));
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset expiry))
            return null;

        // A clock that is wrong must not make a token live for a day, or not at all.
        TimeSpan left = expiry - time.GetUtcNow();
        return left > TimeSpan.Zero && left < InstallationLifetime ? left : InstallationLifetime;
    }
}
