namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>What a provider gave for an authorization on another device (RFC 8628, section 3.2).</summary>
/// <param name="Code">The device code: a secret.</param>
/// <param name="UserCode">What a person types.</param>
/// <param name="Url">Where it is typed.</param>
/// <param name="Lifetime">How long it can be used.</param>
/// <param name="Interval">How long to wait between questions.</param>
internal sealed record DeviceCode(Secrets.SecretText Code, string UserCode, Uri Url, TimeSpan Lifetime, TimeSpan Interval);
