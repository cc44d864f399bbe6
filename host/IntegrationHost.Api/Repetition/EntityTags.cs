using System.Globalization;
using IntegrationHost.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IntegrationHost.Api.Repetition;

/// <summary>Versions as ETags: a change under <c>/api</c> says of which version it was made.</summary>
internal static class EntityTags
{
    /// <summary>Puts the version on an answer.</summary>
    public static void Write(HttpResponse response, long version) => response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The version that a change was made of; <c>null</c> for <c>*</c>: any.</summary>
    /// <exception cref="RequestRefusedException">The header is missing (428), or no tag of this host (412).</exception>
    public static long? Read(HttpRequest request)
    {
        if (!request.Headers.TryGetValue("If-Match", out var header))
            throw new RequestRefusedException(ProblemKind.PreconditionRequired, "Send If-Match with the ETag of what you have read, or * to change it whatever it is now.");
        if (header == "*")
            return null;
        bool known = EntityTagHeaderValue.TryParse(header.ToString(), out EntityTagHeaderValue? tag) && !tag.IsWeak;
        return known && long.TryParse(tag!.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            ? version
            : throw new RequestRefusedException(ProblemKind.PreconditionFailed, "If-Match is no ETag of this host. Read the thing again, then repeat the change.");
    }
}
