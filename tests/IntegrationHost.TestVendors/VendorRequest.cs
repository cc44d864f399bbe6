namespace IntegrationHost.TestVendors;

/// <summary>A request as a vendor saw it, without its credential.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the base address.</param>
/// <param name="Query">Query as it was sent, with its question mark; empty if none.</param>
/// <param name="Headers">Headers but those that carry credentials; names compare without case.</param>
/// <param name="Body">The body's text, credentials masked.</param>
/// <param name="HadCredential">Whether a header that carries credentials was there.</param>
public sealed record VendorRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body, bool HadCredential);
