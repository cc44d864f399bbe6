namespace IntegrationHost.Core.Channels;

/// <summary>One item of an allow-list: a literal host or one leading <c>*.</c>, with a port if it is not the default one.</summary>
internal static class HostRule
{
    /// <summary>Whether the address's host and port are those of the rule.</summary>
    public static bool Matches(string rule, Uri address)
    {
        (string host, int? port) = Split(rule);
        bool samePort = port == address.Port || (port is null && address.IsDefaultPort);
        return samePort && MatchesHost(host, address.Host);
    }

    private static bool MatchesHost(string rule, string host)
    {
        if (!rule.StartsWith("*.", StringComparison.Ordinal))
            return rule.Length > 0 && string.Equals(rule, host, StringComparison.OrdinalIgnoreCase);

        // "*." alone, or over an address, would be no limit at all.
        string suffix = rule[1..];
        return suffix.Length > 1 && host.Length > suffix.Length && Uri.CheckHostName(host) == UriHostNameType.Dns
            && host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
    }

    private static (string Host, int? Port) Split(string rule)
    {
        int colon = rule.LastIndexOf(':');
        bool hasPort = colon > 0 && rule.IndexOf(']', colon) < 0 && (rule[colon - 1] == ']' || rule.IndexOf(':') == colon);
        if (!hasPort)
            return (rule, null);

        // A port that is no number matches none.
        return (rule[..colon], ushort.TryParse(rule.AsSpan(colon + 1), out ushort port) ? port : -1);
    }
}
