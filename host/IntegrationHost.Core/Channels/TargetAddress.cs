using System.Text;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels;

/// <summary>Makes the full address of a request and refuses every one that leaves the account's base URL or its allowed hosts.</summary>
internal static class TargetAddress
{
    /// <summary>The address of the request.</summary>
    /// <exception cref="ChannelException">Refused: the base URL is not allowed, or the path is not of the allowed form.</exception>
    public static Uri Build(ChannelTarget target, ProviderRequest request)
    {
        Uri root = target.Root(request.Server);
        CheckBase(root, target.AllowedHosts);
        if (!IsPlainPath(request.Path))
            throw Refused(root, "the path must start with one '/' and hold no '..', '\\', '?', '#' or control character");

        var text = new StringBuilder(root.GetLeftPart(UriPartial.Path).TrimEnd('/')).Append(request.Path);
        char separator = '?';
        foreach ((string name, string value) in request.Query)
        {
            text.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        if (!Uri.TryCreate(text.ToString(), UriKind.Absolute, out Uri? address))
            throw Refused(root, "path and query do not make an address");

        // The parser has the last word on what an address means, so its reading is compared, not ours.
        bool same = address.Scheme == root.Scheme && address.Host == root.Host && address.Port == root.Port && address.UserInfo.Length == 0
            && address.AbsolutePath.StartsWith(root.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal);
        return same ? address : throw Refused(root, "the path leads away from the base URL");
    }

    /// <summary>Refuses an address that the account's credential may not be sent to.</summary>
    /// <exception cref="ChannelException">Refused.</exception>
    public static void CheckBase(Uri root, IReadOnlyList<string> allowedHosts)
    {
        if (!root.IsAbsoluteUri || root.UserInfo.Length > 0 || root.Query.Length > 0 || root.Fragment.Length > 0)
        {
            throw new ChannelException(
                ChannelErrorCodes.Refused, "The account's base URL must be an absolute address without user, query or fragment. Correct it in the account.");
        }

        if (root.Scheme != Uri.UriSchemeHttps && !(root.Scheme == Uri.UriSchemeHttp && root.IsLoopback))
            throw Refused(root, "only https is used, or http towards this machine");

        if (!allowedHosts.Any(rule => HostRule.Matches(rule, root)))
            throw Refused(root, "the host and port are not among those allowed for this account");
    }

    private static bool IsPlainPath(string path)
    {
        if (path.Length == 0 || path[0] != '/' || path.StartsWith("//", StringComparison.Ordinal) || path.AsSpan().IndexOfAny('?', '#') >= 0)
            return false;

        // Servers differ in what they decode first; the decoded path may hold no step upwards either.
        string decoded = Uri.UnescapeDataString(path);
        return !decoded.Any(character => character == '\\' || char.IsControl(character)) && !decoded.Split('/').Any(segment => segment is "." or "..");
    }

    private static ChannelException Refused(Uri root, string reason) =>
        new(ChannelErrorCodes.Refused, $"The call to {root.Host} was not made: {reason}.");
}
