namespace IntegrationHost.TestVendors;

/// <summary>A key that a vendor gave out.</summary>
/// <param name="Value">The key.</param>
/// <param name="Scopes">What it may do; what an empty list means is the vendor's affair.</param>
/// <param name="Revoked">Whether it was taken back.</param>
internal sealed record VendorKey(string Value, IReadOnlyList<string> Scopes, bool Revoked);
