using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Mail;

namespace IntegrationHost.Core.Channels;

/// <summary>Where one account's calls may go and how they authenticate.</summary>
public sealed record ChannelTarget
{
    /// <summary>The account, for messages and metrics.</summary>
    public required string AccountId { get; init; }

    /// <summary>Provider id.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Base address in force: the provider's, or the account's own.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Hosts the credential may be sent to: the provider's, and the account's own base host if it has one (with its port if that is not the default).</summary>
    public required IReadOnlyList<string> AllowedHosts { get; init; }

    /// <summary>How the host places the credential.</summary>
    public required AuthDescriptor Auth { get; init; }

    /// <summary>
    /// Keys of the fields whose values must not come back in an answer. <c>null</c>, the default, takes every field that <see cref="Auth"/> names,
    /// identifiers as well; give the kind's secret fields to keep an identifier such as an account id readable.
    /// </summary>
    public IReadOnlyList<string>? SecretFields { get; init; }

    /// <summary>
    /// Whether <see cref="BaseUrl"/> is the account's own and not the provider's. Its name may then stand for an address in a private network.
    /// An address that is written out in the base URL, or <c>localhost</c>, needs no such leave.
    /// </summary>
    public bool OwnBaseUrl { get; init; }

    /// <summary>Further addresses in force by name; none by default.</summary>
    public IReadOnlyDictionary<string, Uri> Servers { get; init; } = new Dictionary<string, Uri>();

    /// <summary>Places in answers whose values are taken out before anything sees them; none by default.</summary>
    public IReadOnlyList<string> SecretPaths { get; init; } = [];

    // RFC 2606: a name that never resolves. No host is allowed with it either.
    private static readonly Uri Nowhere = new("https://nowhere.invalid");

    /// <summary>The target of an account of this provider and kind, with everything that follows from the metadata.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="kind">The account's kind of credential.</param>
    /// <param name="ownBaseUrl">The account's own base address, which is allowed with its port; <c>null</c> for the provider's.</param>
    /// <param name="moreHosts">Further hosts the account allows.</param>
    public static ChannelTarget For(
        string accountId, ProviderDescriptor provider, CredentialKindDescriptor kind, Uri? ownBaseUrl = null, IEnumerable<string>? moreHosts = null)
    {
        IEnumerable<string> hosts = [.. provider.AllowedHosts, .. moreHosts ?? []];
        return new ChannelTarget
        {
            AccountId = accountId,
            ProviderId = provider.Id,
            BaseUrl = ownBaseUrl ?? (provider.BaseUrl.Length > 0 ? new Uri(provider.BaseUrl) : Nowhere),
            AllowedHosts = ownBaseUrl is null ? [.. hosts] : [.. hosts, .. MailServers.Own(ownBaseUrl)?.Hosts ?? [ownBaseUrl.Authority]],
            Auth = kind.Auth,
            SecretFields = [.. kind.Fields.Where(field => field.Secret).Select(field => field.Key)],
            OwnBaseUrl = ownBaseUrl is not null,
            Servers = provider.Servers.ToDictionary(server => server.Key, server => InForce(new Uri(server.Value), ownBaseUrl), StringComparer.Ordinal),
            SecretPaths = provider.SecretPaths,
        };
    }

    /// <summary>The address that a request's path is below.</summary>
    /// <param name="server">Name of a further address; <c>null</c> for the base URL.</param>
    /// <exception cref="ChannelException">The provider has no such address.</exception>
    public Uri Root(string? server) => server is null ? BaseUrl : Servers.TryGetValue(server, out Uri? address)
        ? address
        : throw new ChannelException(ChannelErrorCodes.Refused, $"The call to {BaseUrl.Host} was not made: its request names an address that the provider does not have.");

    /// <summary>An address of the provider's as it is for this account: an absolute one, or a path on the base URL's host.</summary>
    /// <param name="address">Such as <c>https://auth.example.com/token</c> or <c>/oauth/token</c>.</param>
    public Uri Resolve(string address) => address.StartsWith('/') ? new Uri(new Uri(BaseUrl.GetLeftPart(UriPartial.Authority)), address) : InForce(new Uri(address), OwnBaseUrl ? BaseUrl : null);

    /// <summary>The same account at the base URL that came with its token.</summary>
    internal ChannelTarget At(Uri baseUrl) => this with
    {
        BaseUrl = baseUrl,
        OwnBaseUrl = OwnBaseUrl && baseUrl.GetLeftPart(UriPartial.Authority) == BaseUrl.GetLeftPart(UriPartial.Authority),
    };

    // An account with a base URL of its own (an enterprise server, a test server) has all of the provider's services there.
    private static Uri InForce(Uri address, Uri? ownBaseUrl) =>
        ownBaseUrl is null ? address : new Uri(ownBaseUrl.GetLeftPart(UriPartial.Authority) + address.PathAndQuery.TrimEnd('/'));
}
