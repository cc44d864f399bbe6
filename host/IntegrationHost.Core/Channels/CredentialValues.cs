using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels;

/// <summary>The values one call needs, read for it and wiped after it; knows how to place them.</summary>
internal sealed class CredentialValues : IDisposable
{
    private readonly ChannelTarget target;
    private readonly Dictionary<string, SecretText> values = new(StringComparer.Ordinal);

    private CredentialValues(ChannelTarget target) => this.target = target;

    /// <summary>How the account authenticates.</summary>
    public AuthDescriptor Auth => target.Auth;

    /// <summary>Reads every field that the auth scheme names, every other secret one, and what else is asked for.</summary>
    /// <exception cref="SecretDamagedException">A stored value does not open.</exception>
    public static async Task<CredentialValues> ReadAsync(ChannelTarget target, ICredentialSource source, IEnumerable<string> moreFields, CancellationToken cancellationToken)
    {
        var result = new CredentialValues(target);
        try
        {
            foreach (string field in AuthFields(target.Auth).Concat(target.SecretFields ?? []).Concat(moreFields).Distinct(StringComparer.Ordinal))
            {
                if (await source.ReadAsync(field, cancellationToken) is not { } value)
                    continue;

                // An empty value is none: a scheme must not send "Bearer " with nothing behind it.
                if (value.Length > 0)
                    result.values.Add(field, value);
                else
                    value.Dispose();
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Puts the credential on the message.</summary>
    /// <exception cref="ChannelException">A value is missing, or cannot stand where the scheme puts it.</exception>
    public void Place(HttpRequestMessage message)
    {
        AuthDescriptor auth = target.Auth;
        switch (auth.Scheme)
        {
            case AuthScheme.Bearer:
                AddHeader(message, "Authorization", "Bearer " + Required(auth.Value));
                break;
            case AuthScheme.Header:
                AddHeader(message, auth.Name, Required(auth.Value));
                break;
            case AuthScheme.Basic:
                AddHeader(message, "Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(BasicPair(auth))));
                break;
            case AuthScheme.Query:
                message.RequestUri = WithParameter(message.RequestUri!, auth.Name, Required(auth.Value));
                break;
            default:
                throw Refused("the provider's auth scheme is not one this host knows");
        }

        PlaceHeaders(message);
    }

    /// <summary>Puts a token that the credential was exchanged for on the message, and the further headers.</summary>
    /// <exception cref="ChannelException">A value cannot stand where the scheme puts it.</exception>
    public void PlaceToken(HttpRequestMessage message, string header, string prefix, SecretText token)
    {
        AddHeader(message, header, string.Concat(prefix, token.Reveal()));
        PlaceHeaders(message);
    }

    /// <summary>Whether a field has a value.</summary>
    public bool Has(string template) => CredentialTemplate.Fill(template, values) is { Length: > 0 };

    /// <summary>The text with its placeholders filled in.</summary>
    /// <exception cref="ChannelException">A value is missing.</exception>
    public string Fill(string template)
    {
        if (CredentialTemplate.Fill(template, values) is { } filled)
            return filled;

        string? missing = CredentialTemplate.Fields(template).FirstOrDefault(field => !values.ContainsKey(field));
        throw new ChannelException(
            ChannelErrorCodes.MissingSecret,
            missing is null
                ? $"'{CredentialTemplate.Fields(template).First()}' is not the JSON document that the provider gives, or lacks a part of it. Set it again to call {target.BaseUrl.Host}."
                : $"'{missing}' is not set. Set it in the account to call {target.BaseUrl.Host}.");
    }

    /// <summary>Finds the call's secrets in answers.</summary>
    /// <param name="tokens">What the credential was exchanged for; they are the caller's to wipe.</param>
    public SecretRedactor CreateRedactor(params IEnumerable<SecretText?> tokens)
    {
        HashSet<string>? secret = target.SecretFields?.ToHashSet(StringComparer.Ordinal);
        IEnumerable<SecretText> whole = values.Where(pair => secret?.Contains(pair.Key) ?? true).Select(pair => pair.Value);

        // A key within a document is a secret of its own; a server echoes the key and not the document.
        List<SecretText> parts = [];
        foreach (string template in AuthTemplates.Secret(target.Auth).Where(CredentialTemplate.HasProperty))
        {
            if (CredentialTemplate.Fill(template, values) is { } part)
                parts.Add(new SecretText(part));
        }

        try
        {
            return new SecretRedactor([.. whole, .. parts, .. tokens.OfType<SecretText>()]);
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    /// <summary>Wipes the values.</summary>
    public void Dispose()
    {
        foreach (SecretText value in values.Values)
            value.Dispose();
    }

    private static IEnumerable<string> AuthFields(AuthDescriptor auth) => AuthTemplates.All(auth).SelectMany(CredentialTemplate.Fields);

    private static Uri WithParameter(Uri address, string name, string value)
    {
        string separator = address.Query.Length == 0 ? "?" : "&";
        return new Uri(address.AbsoluteUri + separator + Uri.EscapeDataString(name) + "=" + Uri.EscapeDataString(value));
    }

    private void PlaceHeaders(HttpRequestMessage message)
    {
        foreach ((string name, string template) in target.Auth.Headers)
        {
            if (CredentialTemplate.Fill(template, values) is { } value)
                AddHeader(message, name, value);
        }
    }

    private string BasicPair(AuthDescriptor auth)
    {
        string user = Required(auth.Username);
        // RFC 7617: what follows the first colon is the password.
        return user.Contains(':', StringComparison.Ordinal) ? throw Refused("a user name for Basic cannot hold a colon") : user + ":" + Required(auth.Password);
    }

    private string Required(string template)
    {
        string value = Fill(template);
        return value.Any(char.IsControl) ? throw Refused("a credential's value holds a line break or another control character; set it again") : value;
    }

    /// <summary>Puts a header with a secret in it on the message.</summary>
    /// <exception cref="ChannelException">The value cannot stand in a header.</exception>
    public void AddHeader(HttpRequestMessage message, string name, string value)
    {
        if (!RequestHeaderRules.IsHeaderValue(value) || !message.Headers.TryAddWithoutValidation(name, value))
            throw Refused($"a credential's value holds characters that the header {name} cannot carry; set it again");
    }

    private ChannelException Refused(string reason) => new(ChannelErrorCodes.Refused, $"The call to {target.BaseUrl.Host} was not made: {reason}.");
}
