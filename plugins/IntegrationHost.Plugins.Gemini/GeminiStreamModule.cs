using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Generated;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Plugins.Gemini;

/// <summary>What the metadata cannot say: the answer is a stream of events, each with a piece of the text.</summary>
public sealed partial class GeminiStreamModule
{
    private const string EventStream = "text/event-stream";

    /// <inheritdoc/>
    protected override async Task<ModuleResult> RunAsync(GeminiStreamInput input, IProviderChannel channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        try
        {
            ProviderResponse response = await channel.SendAsync(BuildRequest(input), cancellationToken);
            if (response.IsSuccess && response.ContentType == EventStream)
                return Join(response);

            return Errors.Find(response, OutputReader.Parse(response)) is { } error
                ? ModuleResult.Failure(error)
                : Failure(response, "The answer is no stream of events; something between may have answered instead.");
        }
        catch (ChannelException failure)
        {
            return ModuleResult.Failure(new ModuleError(failure.Code, failure.Message));
        }
    }

    private ModuleResult Join(ProviderResponse response)
    {
        var text = new StringBuilder();
        var whole = new GeminiStreamOutput();
        int chunks = 0;
        using var stream = new MemoryStream(response.Body.ToArray());
        foreach (SseItem<string> item in SseParser.Create(stream).Enumerate())
        {
            var chunk = OutputReader.Parse(response with { Body = Encoding.UTF8.GetBytes(item.Data) });
            if (chunk.Object("error") is not null)
                return ModuleResult.Failure(Errors.Find(response with { StatusCode = (int)(chunk.Integer("error.code") ?? 500) }, chunk)!);

            chunks++;
            text.Append(Text(chunk));
            whole = whole with
            {
                FinishReason = chunk.Text("candidates.0.finishReason") ?? whole.FinishReason,
                BlockReason = chunk.Text("promptFeedback.blockReason") ?? whole.BlockReason,
                PromptTokens = chunk.Integer("usageMetadata.promptTokenCount") ?? whole.PromptTokens,
                TotalTokens = chunk.Integer("usageMetadata.totalTokenCount") ?? whole.TotalTokens,
            };
        }

        // A stream that was cut off looks like a short answer; only the reason of its end tells them apart.
        return whole.FinishReason is null && whole.BlockReason is null
            ? Failure(response, "The stream ended before the answer did.")
            : ModuleResult.Success((whole with { Text = text.ToString(), Chunks = chunks }).ToJson());
    }

    private static string Text(OutputReader chunk) => chunk.Array("candidates.0.content.parts") is { } parts
        ? string.Concat(parts.EnumerateArray().Select(part => part.TryGetProperty("text", out JsonElement text) ? OutputReader.TextOf(text) : ""))
        : "";

    private static ModuleResult Failure(ProviderResponse response, string message) =>
        ModuleResult.Failure(new ModuleError("invalid_answer", message) { StatusCode = response.StatusCode });
}
