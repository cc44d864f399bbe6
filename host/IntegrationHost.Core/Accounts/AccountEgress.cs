using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Mail;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Accounts;

/// <summary>Where an account's calls go: the provider's base address or its own, and the hosts that follow from it.</summary>
/// <param name="BaseUrl">Base address in force; <c>null</c> if neither is known.</param>
/// <param name="OwnHosts">The host of the account's own base address.</param>
/// <param name="AllowedHosts">The provider's hosts and <paramref name="OwnHosts"/>.</param>
/// <param name="Policy">The same as canonical text.</param>
internal sealed record AccountEgress(Uri? BaseUrl, IReadOnlyList<string> OwnHosts, IReadOnlyList<string> AllowedHosts, EgressPolicy Policy)
{
    // Of an address that is none, which somebody else wrote: a place that cannot be (RFC 6761, 6.4), so that no secret was sealed for it.
    private static readonly Uri Nowhere = new("https://unreadable-address.invalid");

    public static AccountEgress For(string? providerId, CatalogProvider? provider, CredentialKindDescriptor? kind, string? baseUrl)
    {
        IReadOnlyList<string> own = OwnHostsOf(baseUrl);
        IReadOnlyList<string> hosts = [.. provider?.Descriptor.AllowedHosts ?? [], .. own];
        string? inForce = baseUrl ?? provider?.BaseUrl;
        Uri? uri = inForce is null ? null : Uri.TryCreate(inForce, UriKind.Absolute, out Uri? known) ? known : Nowhere;
        return new AccountEgress(uri, own, hosts, EgressPolicy.Create(providerId ?? "", uri, hosts, kind?.Auth, kind?.Verification.Requests));
    }

    public static IReadOnlyList<string> OwnHostsOf(string? baseUrl)
    {
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out Uri? uri))
            return [];
        if (uri.Scheme == MailServers.Scheme)
            return MailServers.Own(uri)?.Hosts ?? [];

        string host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return [uri.IsDefaultPort ? host : $"{host}:{uri.Port}"];
    }
}
