using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Credential kinds: fields, auth scheme, and the smoke test they name.</summary>
internal sealed class CredentialReader
{
    /// <summary>Words that names of secrets have.</summary>
    public static readonly Regex SecretWord = new("token|secret|password|passphrase|api.?key|private.?key", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>A credential that is kept for ThorAPI: this host sends it nowhere.</summary>
    public static readonly AuthMetadata Stored = new("Stored", "", "", "", "", EquatableArray<NamedText>.Empty);

    private readonly ProblemList problems;
    private readonly Dictionary<string, VerificationMetadata> verifications;

    public CredentialReader(ProblemList problems, Dictionary<string, VerificationMetadata> verifications)
    {
        this.problems = problems;
        this.verifications = verifications;
    }

    public CredentialKindMetadata Kind(JsonNode node)
    {
        var kind = new ObjectReader(node, problems);
        string id = kind.Kebab("id");
        EquatableArray<CredentialFieldMetadata> fields = kind.List("fields", 64, Field, required: true);
        FileReader.Distinct(problems, kind.Find("fields"), "key");
        var metadata = new CredentialKindMetadata(
            id, kind.Text("name"), kind.OptionalText("description") ?? "", kind.Address("docsUrl", required: false), kind.Address("manageUrl", required: false),
            fields, kind.Find("auth") is { } auth ? Auth(auth, fields) : Stored, Verification(kind, fields));
        if (metadata.Auth.Scheme == Stored.Scheme && metadata.Verification.Requests.Count > 0)
        {
            kind.Report(MetadataRules.MissingProperty, node, $"{node.Path} has a smoke test but no \"auth\", so the host could not send the credential. Add \"auth\".");
        }

        kind.End();
        return metadata;
    }

    private CredentialFieldMetadata Field(JsonNode node)
    {
        var field = new ObjectReader(node, problems);
        string key = field.Key("key");
        string label = field.Text("label");
        bool secret = field.Flag("secret");
        string example = field.OptionalText("example") ?? "";
        if (!secret && SecretWord.IsMatch(key + " " + label) && !key.EndsWith("Id", StringComparison.Ordinal))
        {
            field.Report(MetadataRules.UnmarkedSecret, node, $"{node.Path} is called like a secret but is not marked as one, so its value would be shown. Set \"secret\": true.");
        }

        if (secret && example.Length > 0 && !example.EndsWith("EXAMPLE", StringComparison.Ordinal))
        {
            JsonNode place = field.Find("example")!;
            field.Report(MetadataRules.RealLookingExample, place, $"{place.Path} could be taken for a real secret. Make one up that ends in EXAMPLE.");
        }

        var metadata = new CredentialFieldMetadata(
            key, label, field.OptionalText("help") ?? "", field.OptionalText("placeholder") ?? "", secret, field.Flag("required"), field.CredentialPattern("pattern"), field.Texts("prefixes"),
            field.Number("minLength", 1, 65536), field.Number("maxLength", 1, 65536), example, field.Texts("importEnvironment"),
            field.Choice("accountProperty", Words.AccountProperties, "None"));
        field.End();
        return metadata;
    }

    private AuthMetadata Auth(JsonNode node, EquatableArray<CredentialFieldMetadata> fields)
    {
        var auth = new ObjectReader(node, problems);
        string scheme = auth.Choice("scheme", Words.AuthSchemes, null);
        bool basic = scheme == "Basic";
        bool named = scheme is "Header" or "Query";
        string value = basic ? auth.OptionalText("value") ?? "" : auth.Text("value");
        string name = named ? auth.Text("name") : auth.OptionalText("name") ?? "";
        string username = basic ? auth.Text("username") : auth.OptionalText("username") ?? "";
        string password = auth.OptionalText("password") ?? "";
        EquatableArray<NamedText> headers = auth.Map("headers");
        foreach ((string property, string template) in new[] { ("value", value), ("username", username), ("password", password) }.Concat(headers.Select(header => ("headers", header.Value))))
        {
            Placeholders(auth, property, template, fields);
        }

        if (scheme == "Header" && name.Length > 0 && !Forms.IsHeaderName(name))
        {
            auth.Report(MetadataRules.BadFormat, auth.Find("name")!, $"{auth.Path}.name must be a header name: letters, digits, \"-\" and \"_\".");
        }

        foreach (NamedText header in headers.Where(header => !Forms.IsHeaderName(header.Name)))
        {
            auth.Report(MetadataRules.BadFormat, auth.Find("headers")!, $"{auth.Path}.headers holds a name that is no header name: letters, digits, \"-\" and \"_\".");
        }

        auth.End();
        return new AuthMetadata(scheme, value, name, username, password, headers);
    }

    private static void Placeholders(ObjectReader auth, string property, string template, EquatableArray<CredentialFieldMetadata> fields)
    {
        string[] keys = [.. fields.Select(field => field.Key)];
        foreach (string key in Forms.Placeholders(template))
        {
            if (!keys.Contains(key))
            {
                auth.Report(MetadataRules.UnknownReference, auth.Find(property)!, $"{auth.Path}.{property} has a placeholder that names no field of this kind. {Suggestion.For(key, keys)}");
            }
        }
    }

    private VerificationMetadata Verification(ObjectReader kind, EquatableArray<CredentialFieldMetadata> fields)
    {
        JsonNode? node = kind.Find("auth") is null ? kind.Find("verification") : kind.Require("verification");
        if (node is null || kind.TextOf(node) is not { } name)
        {
            return VerificationReader.None;
        }

        if (!verifications.TryGetValue(name, out VerificationMetadata? verification))
        {
            kind.Report(MetadataRules.UnknownReference, node, $"{node.Path} names no entry of \"verifications\". {Suggestion.For(name, verifications.Keys)}");
            return VerificationReader.None;
        }

        foreach (FactMetadata fact in verification.Mode.Concat(verification.Identity).Concat(verification.Scopes).Concat(verification.Expiry))
        {
            if (fact.Source == "FieldPrefix" && fields.All(field => field.Key != fact.Path))
            {
                kind.Report(MetadataRules.UnknownReference, node, $"{node.Path} names a smoke test with a fieldPrefix that names no field of this kind. {Suggestion.For(fact.Path, [.. fields.Select(field => field.Key)])}");
            }
        }

        string[] plain = [.. fields.Where(field => !field.Secret).Select(field => field.Key)];
        foreach (RequestMetadata request in verification.Requests)
        {
            foreach (string placeholder in Forms.Placeholders(request.Path).Where(placeholder => !plain.Contains(placeholder)))
            {
                kind.Report(
                    MetadataRules.UnknownReference, node,
                    $"{node.Path} names a smoke test with a path whose placeholder names no field of this kind, or a secret one; secrets never stand in a path. {Suggestion.For(placeholder, plain)}");
            }
        }

        return verification;
    }
}
