using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Secrets;

/// <summary>
/// Encrypts and decrypts with a vault's transit engine: <c>POST /v1/{mount}/encrypt/{key}</c> and <c>.../decrypt/{key}</c>, token in <c>X-Vault-Token</c>
/// (API documentation of OpenBao and HashiCorp Vault, "Transit secrets engine"). Follows no redirect, uses no proxy of the environment.
/// </summary>
internal static class TransitClient
{
    private const int LargestAnswer = 64 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>The wrapped form of the bytes, as the vault writes it: <c>vault:v1:...</c>.</summary>
    /// <exception cref="TransitException">It cannot be had.</exception>
    public static Task<string> EncryptAsync(TransitSettings settings, byte[] plaintext, CancellationToken cancellationToken) =>
        CallAsync(settings, "encrypt", "plaintext", Convert.ToBase64String(plaintext), "ciphertext", cancellationToken);

    /// <summary>The bytes behind a wrapped form.</summary>
    /// <exception cref="TransitException">They cannot be had.</exception>
    public static async Task<byte[]> DecryptAsync(TransitSettings settings, string ciphertext, CancellationToken cancellationToken)
    {
        string text = await CallAsync(settings, "decrypt", "ciphertext", ciphertext, "plaintext", cancellationToken);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(KeyFile.KeySize, pinned: true);
        return Convert.TryFromBase64String(text, bytes, out int size) && size == KeyFile.KeySize
            ? bytes
            : throw new TransitException("The vault gave something else than the key of this store.", transient: false);
    }

    private static async Task<string> CallAsync(TransitSettings settings, string operation, string inputName, string input, string outputName, CancellationToken cancellationToken)
    {
        using HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = Timeout })
        {
            Timeout = Timeout,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        using HttpRequestMessage request = new(HttpMethod.Post, $"{settings.Address.TrimEnd('/')}/v1/{settings.Mount}/{operation}/{settings.Key}");
        request.Headers.TryAddWithoutValidation("X-Vault-Token", await ReadTokenAsync(settings, cancellationToken));
        request.Content = JsonContent.Create(new Dictionary<string, string> { [inputName] = input });
        string host = new Uri(settings.Address).Authority;
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw Refused(host, settings, response.StatusCode);

            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            if (answer.RootElement.TryGetProperty("data", out JsonElement data) && data.TryGetProperty(outputName, out JsonElement output) && output.GetString() is { } text)
                return text;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TransitException($"The vault at {host} does not answer as a transit engine does. See whether it runs and is unsealed.", transient: true);
        }

        throw new TransitException($"The vault at {host} does not answer as a transit engine does. Check address and mount.", transient: false);
    }

    // The vault's own text is not repeated: it is input.
    private static TransitException Refused(string host, TransitSettings settings, HttpStatusCode status) => status switch
    {
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => new($"The vault at {host} refuses the token in {settings.TokenFile} for the transit key '{settings.Key}'. Renew it, or its policy.", transient: false),
        HttpStatusCode.NotFound or HttpStatusCode.BadRequest => new($"The vault at {host} does not know the transit key '{settings.Key}' at '{settings.Mount}', or not this ciphertext.", transient: false),
        _ => new($"The vault at {host} answers {(int)status}. See whether it runs and is unsealed.", transient: (int)status >= 429),
    };

    private static async Task<string> ReadTokenAsync(TransitSettings settings, CancellationToken cancellationToken)
    {
        PrivateFiles.CheckFile(settings.TokenFile);
        try
        {
            return (await File.ReadAllTextAsync(settings.TokenFile, cancellationToken)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TransitException($"The token file {settings.TokenFile} cannot be read.", transient: false);
        }
    }
}
