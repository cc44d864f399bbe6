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
        CheckRenames(kind, fields);
        AuthMetadata auth = kind.Find("auth") is { } described ? AuthReader.Read(described, fields, problems) : Stored;
        var metadata = new CredentialKindMetadata(
            id, kind.Text("name"), kind.OptionalText("description") ?? "", kind.Address("docsUrl", required: false), kind.Address("manageUrl", required: false),
            fields, auth, Verification(kind, fields, auth));
        if (metadata.Auth.Scheme == Stored.Scheme && metadata.Verification.Requests.Count > 0)
        {
            kind.Report(MetadataRules.MissingProperty, node, $"{node.Path} has a smoke test but no \"auth\", so the host could not send the credential. Add \"auth\".");
        }

        kind.End();
        return metadata;
    }

    /// <summary>A key that is still in use, or that two fields claim, says of no stored value where it belongs.</summary>
    private static void CheckRenames(ObjectReader kind, EquatableArray<CredentialFieldMetadata> fields)
    {
        var taken = new HashSet<string>(fields.Select(field => field.Key), StringComparer.Ordinal);
        foreach (CredentialFieldMetadata field in fields)
        {
            foreach (string old in field.RenamedFrom)
            {
                if (!taken.Add(old))
                {
                    JsonNode place = kind.Find("fields")!;
                    kind.Report(MetadataRules.Duplicate, place, $"{place.Path}: \"renamedFrom\" of {field.Key} names a key that another field has or claims. Name each old key once.");
                }
            }
        }
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
            field.Choice("accountProperty", Words.AccountProperties, "None"))
        {
            MultiLine = field.Flag("multiLine"),
            RenamedFrom = field.Texts("renamedFrom"),
            Default = field.OptionalText("default"),
        };
        if (secret && metadata.Default is not null)
        {
            field.Report(MetadataRules.UnmarkedSecret, field.Find("default")!, $"{node.Path} is a secret and has a default, which every copy of the plugin would show. Leave \"default\" out.");
        }

        field.End();
        return metadata;
    }

    private VerificationMetadata Verification(ObjectReader kind, EquatableArray<CredentialFieldMetadata> fields, AuthMetadata auth)
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

        new SmokeTestFit(kind, node, fields, auth).Check(verification);
        return verification;
    }
}
