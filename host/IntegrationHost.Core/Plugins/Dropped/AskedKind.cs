using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>A credential kind that a plugin asks for.</summary>
/// <param name="Id">Id within the provider.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Auth">Scheme, such as <c>Bearer</c>.</param>
/// <param name="Fields">Its fields; secrets are marked.</param>
/// <param name="Places">Where in a request its values go, one line each.</param>
/// <param name="Tests">The requests of its smoke test.</param>
internal sealed record AskedKind(string Id, string Name, string Auth, IReadOnlyList<string> Fields, IReadOnlyList<string> Places, IReadOnlyList<string> Tests)
{
    public static AskedKind Of(CredentialKindMetadata kind) => new(
        kind.Id, kind.Name, kind.Auth.Scheme, [.. kind.Fields.Select(field => Field(field.Key, field.Secret))], AuthPlaces.Of(AuthFromMetadata.Read(kind.Auth)),
        [.. kind.Verification.Requests.Select(request => Test(
            request.Method, request.Server, request.Path, request.WithoutCredential, request.Body?.Json, request.Body?.Text, request.Body?.Form.Select(pair => $"{pair.Name}={pair.Value}")))]);

    public static AskedKind Of(CredentialKindDescriptor kind) => new(
        kind.Id, kind.Name, kind.Auth.Scheme.ToString(), [.. kind.Fields.Select(field => Field(field.Key, field.Secret))], AuthPlaces.Of(kind.Auth),
        [.. kind.Verification.Requests.Select(request => Test(
            request.Method, request.Server, request.Path, request.WithoutCredential, request.Body?.Json, request.Body?.Text, request.Body?.Form.Select(pair => $"{pair.Key}={pair.Value}")))]);

    /// <summary>One line for each thing that it asks for.</summary>
    /// <param name="provider">Its provider's id.</param>
    public IEnumerable<AskLine> Lines(string provider)
    {
        string kind = $"{provider}/{Id}";
        return
        [
            new AskLine("kind", $"{kind}: {Name} ({Auth})"),
            .. Places.Select(place => new AskLine("auth", $"{kind}: {place}")),
            .. Fields.Select(field => new AskLine("field", $"{kind}: {field}")),
            .. Tests.Select(test => new AskLine("test", $"{kind}: {test}")),
        ];
    }

    private static string Field(string key, bool secret) => secret ? key + " (secret)" : key;

    private static string Test(string method, string? server, string path, bool withoutCredential, string? json, string? text, IEnumerable<string>? form)
    {
        string body = json ?? text ?? string.Join('&', form ?? []);
        return $"{method} {(string.IsNullOrEmpty(server) ? "" : server + ":")}{path}{(withoutCredential ? " without credential" : "")}{(body.Length > 0 ? " with " + body : "")}";
    }
}
