using System.Text;
using System.Text.RegularExpressions;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Sdk.Testing.Servers;

/// <summary>What a request of a plugin may be: below an address of the provider's, without credentials, within the forms of HTTP.</summary>
internal static partial class RequestRules
{
    private static readonly string[] MailServers = ["imap", "smtp"];

    /// <summary>What is wrong with a request, as the end of a sentence; <c>null</c> if nothing is.</summary>
    public static string? WhyNot(ProviderRequest request, ProviderDescriptor provider, IReadOnlyList<CredentialKindDescriptor> kinds)
    {
        bool mail = request.Server is { } server && MailServers.Contains(server);
        if (request.Server is { } name && !mail && !provider.Servers.Any(item => item.Key == name))
            return "names an address that the provider does not have";
        if (!request.Path.StartsWith('/') || request.Path.StartsWith("//", StringComparison.Ordinal) || request.Path.Any(c => c is <= ' ' or > '~' or '\\' or '?' or '#'))
            return "has a path that is none below the base address";
        // Dots that are encoded are the host's to refuse, which it does.
        if (request.Path.Split('/').Any(part => part is "." or ".."))
            return "has a path that walks up";

        string[] readable = [.. kinds.SelectMany(kind => kind.Fields).Where(field => !field.Secret).Select(field => field.Key)];
        if (Placeholder().Matches(request.Path).Select(match => match.Groups[1].Value).FirstOrDefault(key => !readable.Contains(key)) is not null)
            return "asks the host to put a field into its path that is no field of the credential, or a secret one";
        if (SecretsOf(kinds).Any(secret => Text(request).Contains(secret, StringComparison.Ordinal)))
            return "holds a secret; only the host may place those";
        if (mail)
            return null;

        foreach (CredentialKindDescriptor kind in kinds)
        {
            try
            {
                RequestHeaderRules.Check(request, kind.Auth, "the provider");
            }
            catch (ChannelException refused)
            {
                return "is refused by the host: " + refused.Message;
            }
        }

        return null;
    }

    /// <summary>The examples of secret fields, which stand for the secrets here.</summary>
    public static IEnumerable<string> SecretsOf(IEnumerable<CredentialKindDescriptor> kinds) =>
        kinds.SelectMany(kind => kind.Fields).Where(field => field.Secret && field.Example.Length > 0).Select(field => field.Example).Distinct();

    private static string Text(ProviderRequest request) => string.Join(
        '\n',
        [Uri.UnescapeDataString(request.Path), .. request.Query.Concat(request.Headers).Concat(request.Cookies).Select(pair => $"{pair.Key}={pair.Value}"), Encoding.UTF8.GetString(request.Body.Span)]);

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
