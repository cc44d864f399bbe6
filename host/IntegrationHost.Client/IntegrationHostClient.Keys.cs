using System.Globalization;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

public sealed partial class IntegrationHostClient
{
    /// <inheritdoc/>
    public Task<SealState> UnsealAsync(string? key, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/unseal", Body(new UnsealRequest { Key = key }, Wire.UnsealRequest), Wire.SealState, cancellationToken);

    /// <inheritdoc/>
    public Task<SealState> SealAsync(CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/seal", null, Wire.SealState, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<KeySlotInfo>> GetSlotsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/keys/slots", Wire.IReadOnlyListKeySlotInfo, cancellationToken);

    /// <inheritdoc/>
    public Task<AddSlotResult> AddSlotAsync(AddSlotRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/keys/slots", Body(request, Wire.AddSlotRequest), Wire.AddSlotResult, cancellationToken);

    /// <inheritdoc/>
    public Task<AddSlotResult> ChangeSlotAsync(string id, AddSlotRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, $"api/keys/slots/{Segment(id)}", Body(request, Wire.AddSlotRequest), Wire.AddSlotResult, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveSlotAsync(string id, CancellationToken cancellationToken = default) => DeleteAsync($"api/keys/slots/{Segment(id)}", cancellationToken);

    /// <inheritdoc/>
    public Task<RotationReport> GetRotationAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/keys/rotation", Wire.RotationReport, cancellationToken);

    /// <inheritdoc/>
    public Task<RotationReport> RotateAsync(CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/keys/rotation", null, Wire.RotationReport, cancellationToken);

    /// <inheritdoc/>
    public async Task DestroyTermAsync(long term, bool despiteBackups, CancellationToken cancellationToken = default)
    {
        string path = $"api/keys/terms/{term.ToString(CultureInfo.InvariantCulture)}/destroy";
        using HttpResponseMessage response = await AskAsync(HttpMethod.Post, path, Body(new DestroyTermRequest(despiteBackups), Wire.DestroyTermRequest), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task BackUpAsync(string label, Stream target, CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await AskAsync(
            HttpMethod.Post, "api/backup", Body(new BackupRequest(label), Wire.BackupRequest), cancellationToken, HttpCompletionOption.ResponseHeadersRead);
        try
        {
            await response.Content.CopyToAsync(target, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new HostUnavailableException($"The host on {place} broke off the backup. Try again.", failure);
        }
    }

    /// <inheritdoc/>
    public Task<StoreVerification> VerifyStoreAsync(CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/store/verify", null, Wire.StoreVerification, cancellationToken);
}
