using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.TestVendors;

/// <summary>A call that a vendor answers.</summary>
/// <param name="Request">The request.</param>
/// <param name="Credential">The key that was presented; <c>null</c> for none.</param>
/// <param name="Key">What the vendor knows of that key; <c>null</c> if it does not know it.</param>
internal sealed record VendorCall(VendorRequest Request, string? Credential, VendorKey? Key)
{
    /// <summary>Method and path, such as <c>GET /models</c>.</summary>
    public string Operation => Request.Method + " " + Request.Path;

    /// <summary>Media type of the body without parameters, in lower case.</summary>
    public string ContentType => (Header("Content-Type") ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Whether the body is form-encoded.</summary>
    public bool HasForm => ContentType == "application/x-www-form-urlencoded";

    /// <summary>The value of a header; <c>null</c> if it was not sent.</summary>
    public string? Header(string name) => Request.Headers.GetValueOrDefault(name);

    /// <summary>The first value of a query parameter; <c>null</c> if it was not sent.</summary>
    public string? Query(string name) => QueryHelpers.ParseQuery(Request.Query).TryGetValue(name, out StringValues values) ? values[0] : null;

    /// <summary>The form's fields.</summary>
    public Dictionary<string, StringValues> Form() => HasForm ? QueryHelpers.ParseQuery(Request.Body) : [];
}
