using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels;

/// <summary>Fills a path that names the account's own fields, such as <c>/Accounts/{accountSid}/Messages</c>. Only fields that are no secret: addresses end up in logs.</summary>
internal static class PathFields
{
    /// <summary>The request with a path without placeholders. Each value is percent-encoded, so that it stays one segment.</summary>
    /// <exception cref="ChannelException">The field is a secret, or it is not set.</exception>
    public static async Task<ProviderRequest> FillAsync(ProviderRequest request, ChannelTarget target, ICredentialSource source, CancellationToken cancellationToken)
    {
        string path = request.Path;
        foreach (string field in CredentialTemplate.Fields(request.Path).Distinct(StringComparer.Ordinal))
        {
            if (target.SecretFields is not { } secrets || secrets.Contains(field, StringComparer.Ordinal))
                throw new ChannelException(ChannelErrorCodes.Refused, $"The call to {target.BaseUrl.Host} was not made: its path names '{field}', and a secret never stands in a path.");

            using SecretText? value = await source.ReadAsync(field, cancellationToken);
            if (value is not { Length: > 0 })
                throw new ChannelException(ChannelErrorCodes.MissingSecret, $"'{field}' is not set. Set it in the account to call {target.BaseUrl.Host}.");

            path = path.Replace($"{{{field}}}", Segment(new string(value.Reveal())), StringComparison.Ordinal);
        }

        return request with { Path = path };
    }

    // A segment of dots alone would walk up the path.
    private static string Segment(string value) => value is "." or ".." ? value.Replace(".", "%2E", StringComparison.Ordinal) : Uri.EscapeDataString(value);
}
