using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IntegrationHost.Metadata;

namespace IntegrationHost.Core.Upstream;

/// <summary>Fetches module metadata from a ThorAPI server. A token goes to that server only: no redirect is followed, and without TLS only this machine is asked.</summary>
public sealed class ThorMetadataSource : IDisposable
{
    /// <summary>Where servers publish it, below their address.</summary>
    public const string DefaultPath = "/v1/modules/metadata";

    private const string LoginPath = "/v1/auth/login";
    private const int MaxErrorText = 300;

    private readonly HttpClient http;
    private readonly List<string> secrets = [];
    private readonly Uri server;
    private readonly string path;

    /// <summary>A source at a server.</summary>
    /// <param name="server">Absolute address; with or without <c>/v1</c> and a trailing slash.</param>
    /// <param name="path">Path of the metadata, beginning with <c>/</c>.</param>
    /// <exception cref="UpstreamException">The address or the path is not usable.</exception>
    public ThorMetadataSource(string server, string path)
    {
        this.server = ThorAddress.Parse(server);
        this.path = ThorAddress.CheckPath(path);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All, ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            Timeout = TimeSpan.FromSeconds(100),
            MaxResponseContentBufferSize = MetadataReader.MaxBytes,
        };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>Address of the metadata.</summary>
    public Uri Address => At(path);

    /// <summary>The metadata as the server publishes it. With a password it logs in first; a token that has expired meanwhile is renewed once.</summary>
    /// <exception cref="UpstreamException">The server cannot be reached, refuses, or answers with something else than JSON.</exception>
    public async Task<string> FetchAsync(ThorLogin login, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(login);
        string? token = login.Token ?? await LogInAsync(login, cancellationToken);
        Keep(token, login.Password);
        string text;
        using (HttpResponseMessage first = await SendAsync(Get(Address, token), cancellationToken))
        {
            if (first.StatusCode == HttpStatusCode.Unauthorized && login.Password is not null)
            {
                Keep(token = await LogInAsync(login, cancellationToken));
                using HttpResponseMessage second = await SendAsync(Get(Address, token), cancellationToken);
                text = await ReadAsync(second, Address, cancellationToken);
            }
            else
            {
                text = await ReadAsync(first, Address, cancellationToken);
            }
        }

        return MetadataPages.HasNext(text, 0) ? await FetchPagesAsync(text, token, cancellationToken) : text;
    }

    /// <summary>The pages after the first, until one says that it is the last, or is empty.</summary>
    private async Task<string> FetchPagesAsync(string first, string? token, CancellationToken cancellationToken)
    {
        var pages = new List<string> { first };
        long characters = first.Length;
        while (MetadataPages.HasNext(pages[^1], pages.Count - 1))
        {
            Uri next = new(Address.AbsoluteUri + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"page={pages.Count}");
            using HttpResponseMessage answer = await SendAsync(Get(next, token), cancellationToken);
            string text = await ReadAsync(answer, next, cancellationToken);
            characters += text.Length;
            if (pages.Count == MetadataPages.Most || characters > MetadataReader.MaxBytes || text == pages[^1])
            {
                throw new UpstreamException($"{Address} answers in pages that do not end. Ask for all modules in one with --path, such as {DefaultPath}?size=20000.");
            }

            pages.Add(text);
        }

        return MetadataPages.Join(pages);
    }

    /// <summary>Notes secrets, so that no message repeats one that the server sent back.</summary>
    private void Keep(params string?[] values) => secrets.AddRange(values.Where(value => !string.IsNullOrEmpty(value)).Select(value => value!));

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Get(Uri address, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null)
        {
            if (token.Any(character => character is <= ' ' or > '~'))
            {
                throw new UpstreamException("The token holds characters that a header cannot carry. Give the token alone, without quotes and line breaks.");
            }

            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    private async Task<string?> LogInAsync(ThorLogin login, CancellationToken cancellationToken)
    {
        if (login.Username is null || login.Password is null)
        {
            return null;
        }

        string body = JsonSerializer.Serialize(new Dictionary<string, string> { ["username"] = login.Username, ["password"] = login.Password });
        Uri address = At(LoginPath);
        using HttpResponseMessage answer = await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") }, cancellationToken);
        string text = await ReadAsync(answer, address, cancellationToken);
        return ThorTokens.In(Encoding.UTF8.GetBytes(text)) ?? TokenIn(answer) ?? throw new UpstreamException($"{address} took the login but gave no token. Give one with --token-stdin.");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                return await http.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
            {
                throw new UpstreamException($"{request.RequestUri} answered with more than {MetadataReader.MaxBytes / 1024 / 1024} MiB. That is no module metadata.");
            }
            catch (HttpRequestException failure)
            {
                throw new UpstreamException($"{request.RequestUri} cannot be reached ({failure.HttpRequestError}). Check the address and the network.");
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new UpstreamException($"{request.RequestUri} did not answer in {http.Timeout.TotalSeconds:0} s. Try again later.");
            }
        }
    }

    private async Task<string> ReadAsync(HttpResponseMessage answer, Uri address, CancellationToken cancellationToken)
    {
        // JSON is UTF-8 (RFC 8259), whatever name a server gives it: "utf8" is none that .NET knows.
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        string text = await reader.ReadToEndAsync(cancellationToken);
        int status = (int)answer.StatusCode;
        if (status is >= 300 and < 400)
        {
            throw new UpstreamException($"{address} redirects ({status}). It was not followed: a token stays with its server. Give the address that it leads to.");
        }

        if (!answer.IsSuccessStatusCode)
        {
            throw new UpstreamException($"{address} answered {status}: {Meaning(answer.StatusCode)}{MessageIn(text)}");
        }

        bool json = answer.Content.Headers.ContentType?.MediaType is null or "application/json" or "text/json" || answer.Content.Headers.ContentType.MediaType.EndsWith("+json", StringComparison.Ordinal);
        return json || text.AsSpan().TrimStart() is ['{' or '[', ..]
            ? text
            : throw new UpstreamException($"{address} answered with {answer.Content.Headers.ContentType?.MediaType}, not with JSON; a proxy or a login page may have answered. Check the address.");
    }

    private static string Meaning(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "the login or the token is missing or not valid any more. Give a fresh one with --token-stdin, or log in with --username.",
        HttpStatusCode.PaymentRequired => "the account has no credits left. Add credits, then try again.",
        HttpStatusCode.Forbidden => "the user may not read the module metadata. Ask for the permission.",
        HttpStatusCode.NotFound => "there is no module metadata at this path. Give another with --path.",
        HttpStatusCode.TooManyRequests => "the server limits calls. Wait a minute.",
        >= HttpStatusCode.InternalServerError => "the server failed. Try again later.",
        _ => "the server refused.",
    };

    /// <summary>The server's own message, in one clean line; ThorAPI's error bodies have it under <c>message</c> or <c>error</c>.</summary>
    private string MessageIn(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            foreach (string name in (string[])["message", "error"])
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String)
                {
                    string said = secrets.Aggregate(value.GetString()!, (said, secret) => said.Replace(secret, "(secret)", StringComparison.Ordinal));
                    string clean = new([.. said.Where(character => !char.IsControl(character)).Take(MaxErrorText)]);
                    return clean.Length == 0 ? "" : $" The server says: {clean}";
                }
            }
        }
        catch (JsonException)
        {
            // An answer without a message of its own: the status says enough.
        }

        return "";
    }

    private static string? TokenIn(HttpResponseMessage answer)
    {
        string? Header(string name) => answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
        return ThorTokens.In(Header("VALKYR_AUTH"), Header("Authorization")) ?? (answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies) ? ThorTokens.InCookies(cookies) : null);
    }

    private Uri At(string below) => ThorAddress.At(server, below);
}
