using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels;

/// <summary>How much may stand in front of a request's body. A plugin can name an address as long as a message of its pipe, and every step of the way would copy it.</summary>
internal static class RequestSize
{
    /// <summary>Most characters of path and query; servers take 8,000 to 64,000.</summary>
    public const int MostAddress = 64 * 1024;

    /// <summary>Most characters of all headers and cookies; servers take 8,000 to 64,000.</summary>
    public const int MostHeaders = 64 * 1024;

    // A name and a value are never sent alone.
    private const int Between = 2;

    /// <summary>Characters in front of the body.</summary>
    public static long Of(ProviderRequest request) => Address(request) + Headers(request);

    /// <summary>Refuses a request that is too long.</summary>
    /// <exception cref="ChannelException">Refused.</exception>
    public static void Check(ProviderRequest request, string host)
    {
        if (Address(request) > MostAddress)
            throw Refused(host, "path and query", MostAddress);
        if (Headers(request) > MostHeaders)
            throw Refused(host, "headers and cookies", MostHeaders);
    }

    private static long Address(ProviderRequest request) => request.Path.Length + Pairs(request.Query);

    private static long Headers(ProviderRequest request) => Pairs(request.Headers) + Pairs(request.Cookies);

    private static long Pairs(IEnumerable<KeyValuePair<string, string>> pairs) => pairs.Sum(pair => (long)pair.Key.Length + pair.Value.Length + Between);

    private static ChannelException Refused(string host, string what, int most) =>
        new(ChannelErrorCodes.Refused, $"The call to {host} was not made: its {what} have more than {most} characters. Put the rest into the body.");
}
