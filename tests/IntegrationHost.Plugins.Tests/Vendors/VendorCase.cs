using IntegrationHost.Contracts.Verification;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

/// <summary>A kind of credential at the local vendor that gives it out.</summary>
/// <param name="ProviderId">Provider.</param>
/// <param name="KindId">Kind.</param>
/// <param name="Key">The key as the vendor knows it: what <see cref="Vendor.Accept"/> takes.</param>
/// <param name="StartAsync">Starts the vendor.</param>
/// <param name="Fields">The account's fields at a vendor.</param>
internal sealed record VendorCase(
    string ProviderId, string KindId, string Key, Func<CancellationToken, Task<Vendor>> StartAsync, Func<Vendor, (string Field, string Value)[]> Fields)
{
    /// <summary>Scopes it is given out with; none by default, which for most vendors means all.</summary>
    public string[] Scopes { get; init; } = [];

    /// <summary>What the smoke test makes of a key that the vendor does not know or took back. Some vendors do not say that it is the key.</summary>
    public VerdictKind Refused { get; init; } = VerdictKind.Invalid;

    /// <summary>Gives the key out.</summary>
    public void Accept(Vendor vendor) => vendor.Accept(Key, Scopes);

    /// <summary>An account with this credential.</summary>
    public VendorAccount Account(Vendor vendor) => new(vendor, ProviderId, KindId, Fields(vendor));

    /// <summary>A kind of one secret field, which is the key.</summary>
    public static VendorCase Plain<T>(string providerId, string kindId, string field, string key, Func<CancellationToken, Task<T>> startAsync)
        where T : Vendor => Of(providerId, kindId, key, startAsync, _ => [(field, key)]);

    /// <summary>A kind of several fields.</summary>
    public static VendorCase Of<T>(string providerId, string kindId, string key, Func<CancellationToken, Task<T>> startAsync, Func<T, (string Field, string Value)[]> fields)
        where T : Vendor => new(providerId, kindId, key, async cancellationToken => await startAsync(cancellationToken), vendor => fields((T)vendor));
}
