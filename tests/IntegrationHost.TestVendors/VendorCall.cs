using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

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

    /// <summary>The parts of a multipart body by name, as the text they hold; the name of a file part is under <c>name.filename</c>.</summary>
    public Dictionary<string, string> Parts() => ReadPartsAsync().GetAwaiter().GetResult(); // Of a body in memory: nothing waits.

    private async Task<Dictionary<string, string>> ReadPartsAsync()
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!MediaTypeHeaderValue.TryParse(Header("Content-Type"), out MediaTypeHeaderValue? type) || type.MediaType != "multipart/form-data")
            return parts;

        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), new MemoryStream(Encoding.UTF8.GetBytes(Request.Body)));
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            ContentDispositionHeaderValue? disposition = section.GetContentDispositionHeader();
            string name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? "").ToString();
            parts[name] = await section.ReadAsStringAsync();
            if (disposition?.IsFileDisposition() == true)
                parts[name + ".filename"] = HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
        }

        return parts;
    }
}
