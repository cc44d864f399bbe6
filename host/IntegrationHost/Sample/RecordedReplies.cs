using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Sample;

/// <summary>
/// Stands for the providers while the sample is made, and only then: it replays what they are recorded to say, and reads no secret.
/// Once the console is open, every call goes to the real provider.
/// </summary>
internal sealed class RecordedReplies : IProviderChannelFactory, IProviderChannel
{
    /// <summary>Replies of the account that is being made, by path.</summary>
    public IReadOnlyDictionary<string, SampleReply> Current { get; set; } = new Dictionary<string, SampleReply>();

    public IProviderChannel Open(ChannelTarget target, ICredentialSource credential) => this;

    public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken) =>
        Current.TryGetValue(request.Path, out SampleReply? reply)
            ? Task.FromResult(reply.ToResponse())
            : throw new ChannelException(ChannelErrorCodes.Unreachable, "The sample has no reply for this request.");
}
