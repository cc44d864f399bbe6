namespace IntegrationHost.Contracts.Channels;

/// <summary>The channel could not get an answer from the provider.</summary>
/// <param name="code">One of <see cref="ChannelErrorCodes"/>.</param>
/// <param name="message">A sentence that names the host only, never a path, query, header or body.</param>
/// <param name="inner">The transport's exception, if any.</param>
public sealed class ChannelException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="ChannelErrorCodes"/>.</summary>
    public string Code { get; } = code;
}
