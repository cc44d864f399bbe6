using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels;

/// <summary>Says what went wrong with a call in the closed set of codes.</summary>
/// <remarks>The platform's own exceptions are not passed on: their texts can quote what a server sent.</remarks>
internal static class TransportErrors
{
    /// <summary>Whether the exception is the network's or the server's doing.</summary>
    public static bool IsTransport(Exception error) => error is HttpRequestException or IOException or InvalidDataException;

    /// <summary>The exception for callers.</summary>
    public static ChannelException Map(Exception error, string host)
    {
        if (error.InnerException is AddressRefusedException)
        {
            return new ChannelException(
                ChannelErrorCodes.Refused,
                $"The call to {host} was not made: the name stands for an address that is not open to providers (private, local or a metadata service).");
        }

        HttpRequestError reason = error switch
        {
            // The platform names no reason for an oversized chunk head; a fault of the network has one within.
            HttpRequestException { HttpRequestError: HttpRequestError.Unknown, InnerException: null } => HttpRequestError.InvalidResponse,
            HttpRequestException request => request.HttpRequestError,
            HttpIOException io => io.HttpRequestError,
            _ => HttpRequestError.InvalidResponse,
        };
        return reason switch
        {
            HttpRequestError.NameResolutionError =>
                new(ChannelErrorCodes.Unreachable, $"The name {host} was not found. Check the network and the account's base URL."),
            HttpRequestError.SecureConnectionError =>
                new(ChannelErrorCodes.Tls, $"No secure connection to {host}: its certificate is not trusted, or TLS failed."),
            HttpRequestError.ConfigurationLimitExceeded =>
                new(ChannelErrorCodes.TooLarge, $"{host} answered with more headers than are read."),
            HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError =>
                new(ChannelErrorCodes.InvalidAnswer, $"The answer of {host} is not valid HTTP or ended early."),
            _ => new(ChannelErrorCodes.Unreachable, $"No connection to {host}. Check the network, a firewall, and the account's base URL."),
        };
    }
}
