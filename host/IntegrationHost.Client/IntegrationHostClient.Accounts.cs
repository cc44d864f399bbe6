using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

public sealed partial class IntegrationHostClient
{
    /// <inheritdoc/>
    public Task<AccountUsage> GetUsageAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync($"api/accounts/{Segment(id)}/usage", Wire.AccountUsage, cancellationToken);

    /// <inheritdoc/>
    public Task<CloneAccountResult> CloneAccountAsync(string id, CloneAccountRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"api/accounts/{Segment(id)}/clone", Body(request, Wire.CloneAccountRequest), Wire.CloneAccountResult, cancellationToken);

    /// <inheritdoc/>
    public Task<AccountSummary> RestoreAccountAsync(string id, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"api/accounts/{Segment(id)}/restore", null, Wire.AccountSummary, cancellationToken);

    /// <inheritdoc/>
    public Task<VerificationRun> StartVerificationAsync(VerifyManyRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/verifications", Body(request, Wire.VerifyManyRequest), Wire.VerificationRun, cancellationToken);

    /// <inheritdoc/>
    public Task<VerificationRun> GetVerificationAsync(string runId, CancellationToken cancellationToken = default) =>
        GetAsync($"api/verifications/{Segment(runId)}", Wire.VerificationRun, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<VerificationOutcome> WatchVerificationAsync(string runId, int seen = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await AskAsync(
            HttpMethod.Get, $"api/verifications/{Segment(runId)}/events", null, cancellationToken, HttpCompletionOption.ResponseHeadersRead,
            seen > 0 ? seen.ToString(CultureInfo.InvariantCulture) : null);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using IAsyncEnumerator<SseItem<string>> events = SseParser.Create(body).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(events, response))
        {
            if (events.Current.EventType == "end")
                yield break;
            if (events.Current.EventType == "outcome")
                yield return Read(events.Current.Data, response);
        }

        // The run tells its end; a stream that ends without it was cut.
        throw new HostUnavailableException($"The host on {place} broke off the run's events. See where the run stands, and watch it again.");
    }

    /// <inheritdoc/>
    public Task CancelVerificationAsync(string runId, CancellationToken cancellationToken = default) => DeleteAsync($"api/verifications/{Segment(runId)}", cancellationToken);

    private async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> events, HttpResponseMessage response)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new HostUnavailableException($"The host on {place} broke off ({(int)response.StatusCode}). Try again.", failure);
        }
    }

    private VerificationOutcome Read(string data, HttpResponseMessage response)
    {
        try
        {
            return JsonSerializer.Deserialize(data, Wire.VerificationOutcome) ?? throw NotUnderstood(response);
        }
        catch (JsonException)
        {
            throw NotUnderstood(response);
        }
    }
}
