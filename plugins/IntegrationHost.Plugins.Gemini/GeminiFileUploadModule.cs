using System.Globalization;
using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Generated;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Plugins.Gemini;

/// <summary>What the metadata cannot say: an upload is two requests, and the answer to the first names the address of the second (Google's resumable protocol).</summary>
public sealed partial class GeminiFileUploadModule
{
    private const string UploadPath = "/upload/v1beta/files";

    /// <inheritdoc/>
    protected override async Task<ModuleResult> RunAsync(GeminiFileUploadInput input, IProviderChannel channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(channel);
        try
        {
            ProviderResponse started = await channel.SendAsync(Start(input), cancellationToken);
            if (Errors.Find(started, OutputReader.Parse(started)) is { } refused)
                return ModuleResult.Failure(refused);

            if (Send(started, input.File) is not { } request)
                return ModuleResult.Failure(new ModuleError("invalid_answer", "Google named no address for the upload.") { StatusCode = started.StatusCode });

            ProviderResponse sent = await channel.SendAsync(request, cancellationToken);
            var answer = OutputReader.Parse(sent);
            return Errors.Find(sent, answer) is { } error ? ModuleResult.Failure(error) : ModuleResult.Success(GeminiFileUploadOutput.Read(answer).ToJson());
        }
        catch (ChannelException failure)
        {
            return ModuleResult.Failure(new ModuleError(failure.Code, failure.Message));
        }
    }

    private static ProviderRequest Start(GeminiFileUploadInput input) => new()
    {
        Method = "POST",
        Path = UploadPath,
        Headers =
        [
            new("X-Goog-Upload-Protocol", "resumable"),
            new("X-Goog-Upload-Command", "start"),
            new("X-Goog-Upload-Header-Content-Length", input.File.Content.Length.ToString(CultureInfo.InvariantCulture)),
            new("X-Goog-Upload-Header-Content-Type", input.File.ContentType),
        ],
        ContentType = "application/json",
        Body = Encoding.UTF8.GetBytes($$"""{"file":{{new OutputWriter().Add("displayName", input.DisplayName ?? input.File.Name).ToJson()}}}"""),
    };

    // The host sends to the account's base URL only, so that path and query are all that counts of the address.
    private static ProviderRequest? Send(ProviderResponse started, FilePart file)
    {
        bool named = started.Headers.TryGetValue("X-Goog-Upload-URL", out string? text) & Uri.TryCreate(text, UriKind.Absolute, out Uri? address);
        if (!named || !address!.AbsolutePath.StartsWith(UploadPath, StringComparison.Ordinal))
            return null;

        return new ProviderRequest
        {
            Method = "POST",
            Path = UploadPath,
            Query = RequestPath.Split(address.PathAndQuery).Query,
            Headers = [new("X-Goog-Upload-Offset", "0"), new("X-Goog-Upload-Command", "upload, finalize")],
            ContentType = file.ContentType,
            Body = file.Content,
        };
    }
}
