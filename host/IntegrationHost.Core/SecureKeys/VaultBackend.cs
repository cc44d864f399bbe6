using System.Globalization;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.SecureKeys;

/// <summary>HashiCorp Vault or OpenBao: the key/value engine, version 2, through the authenticated channel of the bridge's own account.</summary>
/// <param name="bridge">The bridge's name, for messages.</param>
/// <param name="channel">The channel of the bridge's account.</param>
internal sealed class VaultBackend(string bridge, IProviderChannel channel) : ISecureKeyBackend
{
    public async Task<SecretText> ResolveAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyValuePair<string, string>> query = reference.Version is { } version
            ? [new("version", version.ToString(CultureInfo.InvariantCulture))]
            : [];
        (int status, JsonElement answer) = await AskAsync("GET", Address(reference, "data"), query, null, cancellationToken);
        if (status != 200)
            throw new SecureKeyException(Refusal(reference, status));

        JsonElement? data = Find(answer, "data", "data");
        string key = reference.Key ?? "value";
        return data is { ValueKind: JsonValueKind.Object } values && SecureKeyValue.Text(values, key) is { Length: > 0 } text
            ? new SecretText(text)
            : throw new SecureKeyException($"The vault '{bridge}' holds no '{key}' at {Place(reference)}, or this version of it is deleted. Correct the reference or store the key.");
    }

    /// <summary>Asks for the names of the keys and the versions (<c>subkeys</c>, <c>metadata</c>), and for permissions where those may not be read; never for a value.</summary>
    public async Task<SecureKeyState> CheckAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        try
        {
            (int status, JsonElement names) = await AskAsync("GET", Address(reference, "subkeys"), [new("depth", "1")], null, cancellationToken);
            if (status == 200)
                return await DescribeAsync(reference, names, cancellationToken);

            return status == 403 ? await PermissionAsync(reference, cancellationToken) : new SecureKeyState(status == 404 ? false : null, Refusal(reference, status));
        }
        catch (Exception error) when (error is SecureKeyException or ChannelException)
        {
            return new SecureKeyState(null, error.Message);
        }
    }

    private async Task<SecureKeyState> DescribeAsync(SecureKeyReference reference, JsonElement names, CancellationToken cancellationToken)
    {
        string key = reference.Key ?? "value";
        if (Find(names, "data", "subkeys") is not { ValueKind: JsonValueKind.Object } keys || !keys.TryGetProperty(key, out _))
            return new SecureKeyState(false, $"The vault '{bridge}' holds no '{key}' at {Place(reference)}. Correct the reference or store the key.");

        (int status, JsonElement metadata) = await AskAsync("GET", Address(reference, "metadata"), [], null, cancellationToken);
        JsonElement? data = status == 200 ? Find(metadata, "data") : Find(names, "data", "metadata");
        int? version = data is { } facts ? Number(facts, "current_version") ?? Number(facts, "version") : null;
        if (reference.Version is { } asked && status == 200 && !IsLive(data, asked))
            return new SecureKeyState(false, $"Version {asked} at {Place(reference)} does not exist or is deleted; the current one is {version}.", version);

        return new SecureKeyState(true, "The vault holds the key.", version, Time(data, "updated_time"), Time(data is { } found ? Find(found, "custom_metadata") : null, "expires_at"));
    }

    private async Task<SecureKeyState> PermissionAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        string path = Address(reference, "data").TrimStart('/');
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string[]> { ["paths"] = [path] });
        (int status, JsonElement answer) = await AskAsync("POST", "/sys/capabilities-self", [], body, cancellationToken);
        JsonElement? capabilities = status == 200 ? Find(answer, "data", path) ?? Find(answer, path) ?? Find(answer, "capabilities") : null;
        if (capabilities is not { ValueKind: JsonValueKind.Array } list)
            return new SecureKeyState(null, Refusal(reference, 403));

        bool may = list.EnumerateArray().Any(item => item.GetString() is "read" or "root");
        return may
            ? new SecureKeyState(null, $"The bridge may read {Place(reference)}; whether the key is there shows when it is used.")
            : new SecureKeyState(false, $"The bridge '{bridge}' may not read {Place(reference)}. Give its policy the capability \"read\" on {path}.");
    }

    private async Task<(int Status, JsonElement Json)> AskAsync(
        string method, string path, IReadOnlyList<KeyValuePair<string, string>> query, byte[]? body, CancellationToken cancellationToken)
    {
        ProviderResponse response = await channel.SendAsync(
            new ProviderRequest { Method = method, Path = path, Query = query, ContentType = body is null ? null : "application/json", Body = body ?? [] }, cancellationToken);
        try
        {
            using JsonDocument document = JsonDocument.Parse(response.Body);
            return (response.StatusCode, document.RootElement.Clone());
        }
        catch (JsonException)
        {
            // Only the vault's own envelope says anything: a proxy's page is no "not found".
            throw new SecureKeyException($"What answered in place of the vault '{bridge}' is no vault (status {response.StatusCode}). Check its address.");
        }
    }

    private string Refusal(SecureKeyReference reference, int status) => status switch
    {
        403 => $"The bridge '{bridge}' may not read {Place(reference)}. Give its policy the capability \"read\" there.",
        404 => $"The vault '{bridge}' has nothing at {Place(reference)}, or does not show it to this bridge. Correct the reference.",
        429 => $"The vault '{bridge}' limits calls now. Try again later.",
        503 => $"The vault '{bridge}' is sealed or in maintenance. Unseal it and try again.",
        _ => $"The vault '{bridge}' answered with status {status}. Nothing is known of {Place(reference)}.",
    };

    private static string Place(SecureKeyReference reference) => $"{reference.Mount}/{reference.Path}";

    private static string Address(SecureKeyReference reference, string part) =>
        $"/{Uri.EscapeDataString(reference.Mount)}/{part}/{string.Join('/', reference.Path.Split('/').Select(Uri.EscapeDataString))}";

    private static bool IsLive(JsonElement? data, int version)
    {
        if (data is not { } facts || Find(facts, "versions", version.ToString(CultureInfo.InvariantCulture)) is not { } entry)
            return false;

        bool deleted = entry.TryGetProperty("deletion_time", out JsonElement at) && at.ValueKind == JsonValueKind.String && at.GetString()!.Length > 0;
        bool destroyed = entry.TryGetProperty("destroyed", out JsonElement gone) && gone.ValueKind == JsonValueKind.True;
        return !deleted && !destroyed;
    }

    private static JsonElement? Find(JsonElement json, params string[] path)
    {
        foreach (string name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return null;
        }

        return json;
    }

    private static int? Number(JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : null;

    private static DateTimeOffset? Time(JsonElement? json, string name) =>
        json is { } facts && Find(facts, name) is { ValueKind: JsonValueKind.String } value
        && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
