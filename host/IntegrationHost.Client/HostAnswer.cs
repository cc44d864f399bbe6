using System.Text.Json;

namespace IntegrationHost.Client;

/// <summary>Turns an answer that is no success into an exception.</summary>
internal static class HostAnswer
{
    private static readonly Dictionary<string, IReadOnlyList<string>> NoErrors = [];

    public static async Task<HostApiException> ToExceptionAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ErrorBody? body = null;
        try
        {
            body = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken), ErrorJsonContext.Default.ErrorBody);
        }
        catch (JsonException)
        {
            // No body, or not the host's: the status alone has to say it.
        }

        string sentence = body?.Sentence ?? $"The host answered {(int)response.StatusCode} without a reason.";
        return new HostApiException(response.StatusCode, sentence, body?.Errors ?? NoErrors);
    }
}
