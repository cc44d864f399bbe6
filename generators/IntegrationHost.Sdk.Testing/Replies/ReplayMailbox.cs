using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Quality;

namespace IntegrationHost.Sdk.Testing.Replies;

/// <summary>Gives recorded answers of mail servers, as the channel words them. What the channel makes of the servers themselves is tested with the channel.</summary>
internal sealed class ReplayMailbox(RecordedReply reply) : IProviderChannel
{
    private readonly List<string> asked = [];

    /// <summary>Names of the servers that were asked, in order.</summary>
    public IReadOnlyList<string> Asked => asked;

    public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        asked.Add(request.Server!);
        RecordedAnswer answer = reply.Replies.Single(item => item.Request == request.Server);
        return answer.ChannelError is { } code
            ? throw new ChannelException(code, "The mail server gave no answer.")
            : Task.FromResult(new ProviderResponse
            {
                StatusCode = answer.Status,
                Headers = answer.Headers,
                ContentType = answer.ContentType,
                Body = Encoding.UTF8.GetBytes(answer.Text),
            });
    }
}
