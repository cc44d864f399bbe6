using System.Buffers;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels;

/// <summary>Fills the body of a smoke test's request. What it makes is sent and forgotten; nobody else sees it.</summary>
internal static class BodyTemplate
{
    private const string AccessToken = "accessToken";

    /// <summary>The fields that a body names.</summary>
    public static IEnumerable<string> Fields(RequestBodyDescriptor? body) => body is null
        ? []
        : Texts(body).SelectMany(CredentialTemplate.Fields).Where(field => field != AccessToken);

    /// <summary>Whether a body names the token that the credential was exchanged for.</summary>
    public static bool NamesAccessToken(RequestBodyDescriptor? body) => body is not null && Texts(body).SelectMany(CredentialTemplate.Fields).Contains(AccessToken);

    /// <summary>The request with the body filled in.</summary>
    /// <exception cref="ChannelException">A value is not set, or the body is none.</exception>
    public static ProviderRequest Fill(ProviderRequest request, RequestBodyDescriptor body, CredentialValues values, SecretText? accessToken)
    {
        string Filled(string template) => accessToken is null
            ? values.Fill(template)
            : string.Concat(CredentialTemplate.Split(template, AccessToken).Select(part => part.IsName ? new string(accessToken.Reveal()) : values.Fill(part.Text)));

        if (body.Json is { } json)
            return request with { ContentType = "application/json", Body = FillJson(json, Filled) };
        if (body.Text is { } text)
            return request with { ContentType = "text/plain; charset=utf-8", Body = Encoding.UTF8.GetBytes(Filled(text)) };

        string form = string.Join('&', body.Form.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(Filled(pair.Value))}"));
        return request with { ContentType = "application/x-www-form-urlencoded", Body = Encoding.UTF8.GetBytes(form) };
    }

    private static IEnumerable<string> Texts(RequestBodyDescriptor body)
    {
        if (body.Json is not { } json)
            return body.Form.Select(pair => pair.Value).Append(body.Text ?? "");

        using JsonDocument document = Parse(json);
        return [.. TextsOf(document.RootElement)];
    }

    private static IEnumerable<string> TextsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => TextsOf(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsOf),
        _ => [],
    };

    private static byte[] FillJson(string json, Func<string, string> fill)
    {
        using JsonDocument document = Parse(json);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, document.RootElement, fill);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, Func<string, string> fill)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, fill);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                    Write(writer, item, fill);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(fill(element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: the body that the provider's smoke test describes is not JSON. Report it to the plugin's author.");
        }
    }
}
