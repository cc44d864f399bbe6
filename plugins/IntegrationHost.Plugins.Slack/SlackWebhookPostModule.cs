using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Plugins.Slack;

/// <summary>Webhooks answer in words: <c>ok</c> is the only success, and any other page with a 200 is none.</summary>
public sealed partial class SlackWebhookPostModule
{
    private const string Posted = "ok";
    private const int LongestWord = 64;

    /// <inheritdoc/>
    protected override async Task<ModuleResult> RunAsync(SlackWebhookPostInput input, IProviderChannel channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        try
        {
            ProviderResponse response = await channel.SendAsync(BuildRequest(input), cancellationToken);
            string words = Encoding.UTF8.GetString(response.Body.Span).Trim();
            return response.IsSuccess && words == Posted
                ? ModuleResult.Success(new SlackWebhookPostOutput { Ok = true }.ToJson())
                : ModuleResult.Failure(Refusal(response, words));
        }
        catch (ChannelException failure)
        {
            return ModuleResult.Failure(new ModuleError(failure.Code, failure.Message));
        }
    }

    private ModuleError Refusal(ProviderResponse response, string words)
    {
        if (response.IsSuccess)
            return new ModuleError("invalid_answer", "The answer is not Slack's; something between may have answered instead.") { StatusCode = response.StatusCode };

        bool isCode = words.Length is > 0 and <= LongestWord && words.All(letter => char.IsAsciiLetterLower(letter) || letter == '_');
        string code = isCode ? words : $"http_{response.StatusCode}";
        string action = Descriptor.Errors.FirstOrDefault(known => known.Code == code)?.Action ?? "";
        return new ModuleError(code, $"Slack refused with status {response.StatusCode}. {action}".TrimEnd()) { StatusCode = response.StatusCode };
    }
}
