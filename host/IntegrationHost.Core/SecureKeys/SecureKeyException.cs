using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.SecureKeys;

/// <summary>A referenced value could not be had.</summary>
/// <param name="message">One sentence with the next step. Names bridge and place, never a value.</param>
internal sealed class SecureKeyException(string message) : Exception(message)
{
    /// <summary>What a caller of a channel is told.</summary>
    public ChannelException ToChannelException() => new(ChannelErrorCodes.MissingSecret, Message);
}
