using System;
using System.Collections.Generic;
using System.Text.Json;
using IntegrationHost.Metadata.Json;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Every property name of the format. A name that is none of them and almost one of them is that one, misspelt: it is told once, and read as if it were right.</summary>
internal static class FormatWords
{
    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        "$schema", "accentColor", "accountProperty", "accountType", "advanced", "aliases", "allowedHosts", "allowedValues", "apiVersion", "appId",
        "as", "assertion", "async", "audience", "auth", "authorization", "baseUrl", "baseUrlFrom", "behavior", "body", "cacheable", "cacheTtlSeconds",
        "category", "cause", "clientAuthentication", "clientId", "clientSecret", "code", "condition", "config", "contains", "cost", "credentialKinds",
        "default", "defaultLifetimeSeconds", "defaultValue", "dependencies", "description", "deviceUrl", "docsUrl", "enrichment", "error",
        "errorCodePath", "estimatedDurationMs", "estimatedMemoryMb", "example", "examples", "exceptionClass", "exceptions", "exists", "expiry",
        "fallback", "fieldPrefix", "fields", "form", "format", "grant", "group", "header", "headers", "help", "helpText", "httpStatus", "icon", "id",
        "idempotencyHeader", "idempotent", "identity", "imap", "importEnvironment", "in", "input", "inputs", "installationId", "issuer", "items",
        "json", "jsonPath", "jwt", "key", "keyId", "label", "lifetimeSeconds", "longDescription", "manageUrl", "map", "max", "maximum", "maxLength",
        "message", "method", "min", "minimum", "minLength", "missingScopes", "missingScopesPath", "mode", "moduleClass", "modules", "moduleType", "more", "mount",
        "multiLine", "name", "namespace", "needsCredential", "next", "operation", "order", "outputs", "paging", "parallel", "parameters", "password",
        "path", "pattern", "pkce", "placeholder", "prefixes", "privateKey", "provider", "pulled", "recovery", "refreshToken", "renamedFrom", "request", "requests",
        "required", "requiredScopes", "requiresElevated", "requiresNetwork", "role", "roleId", "rotates", "rules", "schema", "scheme", "scopeClaim",
        "scopes", "scopeSeparator", "secret", "secretId", "secretPaths", "sensitive", "server", "servers", "setup", "sideEffects", "smtp", "stateful",
        "status", "step", "style", "subject", "tags", "text", "token", "tokenAt", "tokenParameters", "tokenUrl", "type", "url", "userAction",
        "username", "validation", "value", "values", "verdict", "verification", "verifications", "version", "visibleWhen", "when", "wireName",
    };

    /// <summary>Whether some object of the format has such a property.</summary>
    public static bool Contains(string name) => All.Contains(name);

    /// <summary>Properties that the format knows nowhere. Most objects have none, and cost nothing.</summary>
    public static JsonMember[] Odd(IReadOnlyList<JsonMember> members)
    {
        List<JsonMember>? odd = null;
        for (int index = 0; index < members.Count; index++)
        {
            if (!All.Contains(members[index].Name))
            {
                (odd ??= []).Add(members[index]);
            }
        }

        return odd is null ? [] : [.. odd];
    }

    /// <summary>The value of a property that was misspelt; <c>null</c> if there is none.</summary>
    /// <param name="members">All properties of the object.</param>
    /// <param name="odd">Those that the format knows nowhere.</param>
    /// <param name="name">The name that was meant.</param>
    public static JsonNode? Misspelt(IReadOnlyList<JsonMember> members, JsonMember[] odd, string name)
    {
        for (int index = 0; index < members.Count; index++)
        {
            JsonMember member = members[index];
            if (member.Name == name)
            {
                return null;
            }

            // No object has both forms of a word, so that "input" where "inputs" stands is no other property.
            if (IsPlural(member.Name, name) || IsPlural(name, member.Name))
            {
                return Given(member);
            }
        }

        foreach (JsonMember member in odd)
        {
            if (Math.Abs(member.Name.Length - name.Length) <= 2 && Suggestion.Near(member.Name, [name]) is not null && Suggestion.Near(member.Name, All) == name)
            {
                return Given(member);
            }
        }

        return null;
    }

    private static JsonNode? Given(JsonMember member) => member.Value.Kind == JsonValueKind.Null ? null : member.Value;

    private static bool IsPlural(string longer, string word) => longer.Length == word.Length + 1 && longer[word.Length] == 's' && longer.StartsWith(word, StringComparison.Ordinal);
}
