using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Generated;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Plugins.Slack;

/// <summary>A file takes three calls, and the address of the second is in the answer to the first.</summary>
public sealed partial class SlackFileModule
{
    private const string UploadHost = "files.slack.com";

    /// <inheritdoc/>
    protected override async Task<ModuleResult> RunAsync(SlackFileInput input, IProviderChannel channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(channel);
        try
        {
            (OutputReader started, ModuleError? error) = await SendAsync(Start(input), channel, cancellationToken);
            if (error is not null)
                return ModuleResult.Failure(error);
            if (started.Text("file_id") is not { } id || Content(input, started.Text("upload_url")) is not { } content)
                return ModuleResult.Failure(Refused("Slack gave no address at which it takes files.", null));

            ProviderResponse taken = await channel.SendAsync(content, cancellationToken);
            if (!taken.IsSuccess || !Encoding.UTF8.GetString(taken.Body.Span).StartsWith("OK", StringComparison.Ordinal))
                return ModuleResult.Failure(Refused("Slack did not take the file's content.", taken.StatusCode));

            (OutputReader completed, error) = await SendAsync(Complete(input, id), channel, cancellationToken);
            return error is not null ? ModuleResult.Failure(error) : ModuleResult.Success(SlackFileOutput.Read(completed).ToJson());
        }
        catch (ChannelException failure)
        {
            return ModuleResult.Failure(new ModuleError(failure.Code, failure.Message));
        }
    }

    private async Task<(OutputReader Answer, ModuleError? Error)> SendAsync(ProviderRequest request, IProviderChannel channel, CancellationToken cancellationToken)
    {
        ProviderResponse response = await channel.SendAsync(request, cancellationToken);
        var answer = OutputReader.Parse(response);
        return (answer, Errors.Find(response, answer));
    }

    private static ProviderRequest Start(SlackFileInput input) => new RequestBuilder("POST", "/files.getUploadURLExternal")
        .Body("filename", input.File.Name)
        .Body("length", (long)input.File.Content.Length)
        .Form();

    // Only to the host that Slack documents; which of its machines that is for this account is the host's affair.
    private static ProviderRequest? Content(SlackFileInput input, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? upload) && upload.Scheme == Uri.UriSchemeHttps && upload.Host == UploadHost
            ? new ProviderRequest
            {
                Method = "POST",
                Server = "files",
                Path = upload.AbsolutePath,
                Query = RequestPath.Split(upload.PathAndQuery).Query,
                ContentType = "application/octet-stream",
                Body = input.File.Content,
            }
            : null;

    private static ProviderRequest Complete(SlackFileInput input, string id) => new RequestBuilder("POST", "/files.completeUploadExternal")
        .Body("files", JsonSerializer.SerializeToElement(new[] { new { id, title = input.Title ?? input.File.Name } }))
        .Body("channel_id", input.ChannelId)
        .Body("initial_comment", input.InitialComment)
        .Body("thread_ts", input.ThreadTs)
        .Json();

    private static ModuleError Refused(string message, int? status) => new("upload_refused", message + " Run it again.") { StatusCode = status };
}
