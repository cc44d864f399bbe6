using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>The whole file: provider, smoke tests, credential kinds, modules.</summary>
internal static class FileReader
{
    public static ProviderMetadata Read(JsonNode root, ProblemList problems, IReadOnlyList<JsonText> oddTexts)
    {
        ReportOdd(problems, oddTexts);
        var file = new ObjectReader(root, problems);
        Dictionary<string, VerificationMetadata> verifications = Verifications(file, problems);
        var credentials = new CredentialReader(problems, verifications);
        EquatableArray<CredentialKindMetadata> kinds = file.List("credentialKinds", 64, credentials.Kind);
        Distinct(problems, file.Find("credentialKinds"), "id");
        var modules = new ModuleReader(problems, kinds);
        EquatableArray<ModuleMetadata> read = file.List("modules", MetadataReader.MaxModules, modules.Module, required: true);
        Distinct(problems, file.Find("modules"), "moduleClass");
        if (kinds.Count == 0 && (read.Count == 0 || read.Any(module => module.NeedsCredential)))
        {
            JsonNode place = file.Find("credentialKinds") ?? root;
            file.Report(
                MetadataRules.MissingProperty, place,
                "The file has no \"credentialKinds\", or none in it. Add the ways to hold a credential, or set \"needsCredential\": false on modules that need none.");
        }

        bool calls = read.Any(module => module.Operation is not null) || kinds.Any(kind => kind.Verification.Requests.Count > 0);
        bool pulled = file.Flag("pulled");
        var provider = new ObjectReader(file.Require("provider") ?? root.Absent("provider"), problems);
        ProviderMetadata metadata = Provider(provider, kinds, read, calls) with { Pulled = pulled };
        // ThorAPI publishes no links, and the next pull would overwrite what people add.
        if (kinds.Count > 0 && !pulled)
        {
            CheckLinks(provider, metadata);
        }

        file.End("$schema");
        return metadata;
    }

    /// <summary>A file of one's own has no invisible characters and no novels in it.</summary>
    private static void ReportOdd(ProblemList problems, IReadOnlyList<JsonText> oddTexts)
    {
        foreach (JsonText text in oddTexts)
        {
            if (text.IsTooLong)
            {
                problems.Add(MetadataRules.TooLarge, text.Start, text.Length, $"{text.Place} is longer than {JsonText.MaxLength} characters. Shorten it.");
            }

            if (text.Forbidden is { } forbidden)
            {
                problems.Add(
                    MetadataRules.ForbiddenCharacter, text.Start, text.Length,
                    $"{text.Place} holds the character U+{(int)forbidden:X4}, which is invisible or changes how text is read. Remove it.");
            }
        }
    }

    private static ProviderMetadata Provider(ObjectReader provider, EquatableArray<CredentialKindMetadata> kinds, EquatableArray<ModuleMetadata> modules, bool calls)
    {
        string id = provider.Kebab("id");
        string baseUrl = (provider.Address("baseUrl", required: calls) ?? "").TrimEnd('/');
        EquatableArray<string> hosts = provider.List("allowedHosts", 32, item => Host(provider, item), required: calls || baseUrl.Length > 0);
        if (Uri.TryCreate(baseUrl, UriKind.Absolute, out Uri? address) && hosts.Count > 0 && !hosts.Any(host => Covers(host, address.Host)))
        {
            provider.Report(MetadataRules.UnknownReference, provider.Find("allowedHosts")!, "provider.allowedHosts does not allow the host of provider.baseUrl. Add it.");
        }

        var metadata = new ProviderMetadata(
            id,
            provider.Text("name"),
            provider.Text("category"),
            provider.OptionalText("description") ?? "",
            provider.Find("version") is null ? "0.0.0" : provider.Matching("version", @"^\d{1,5}\.\d{1,5}\.\d{1,5}$", "major.minor.patch, such as \"1.0.0\""),
            provider.Matching("accentColor", "^#[0-9A-Fa-f]{6}$", "a colour of the form #RRGGBB"),
            provider.OptionalText("icon") ?? "",
            provider.Address("docsUrl", required: false) ?? "",
            provider.Address("manageUrl", required: false) ?? "",
            baseUrl,
            hosts,
            kinds,
            modules)
        {
            ApiVersion = provider.Find("apiVersion") is { } version ? ApiVersion(new ObjectReader(version, provider)) : null,
        };
        provider.End();
        return metadata;
    }

    private static void CheckLinks(ObjectReader provider, ProviderMetadata metadata)
    {
        string? missing = metadata.DocsUrl.Length == 0 ? "docsUrl" : metadata.ManageUrl.Length == 0 ? "manageUrl" : null;
        if (missing is not null)
        {
            string use = missing == "docsUrl" ? "the documentation on authentication" : "the page on which keys are made and revoked";
            provider.Report(MetadataRules.MissingLink, provider.Node, $"provider has no \"{missing}\", so nobody gets from the form to {use}. Add its https address.");
        }
    }

    /// <summary>The header that names the version of the API, sent with every request.</summary>
    private static NamedText ApiVersion(ObjectReader version)
    {
        var header = new NamedText(version.Text("header"), version.Text("value"));
        if (!Forms.IsHeaderName(header.Name) || header.Value.Any(c => c is < ' ' or > '~'))
        {
            version.Report(MetadataRules.BadFormat, version.Node, $"{version.Path} must be a header name (letters, digits, \"-\", \"_\") with a value in ASCII.");
        }

        version.End();
        return header;
    }

    private static Dictionary<string, VerificationMetadata> Verifications(ObjectReader file, ProblemList problems)
    {
        var read = new Dictionary<string, VerificationMetadata>(StringComparer.Ordinal);
        JsonNode? node = file.Find("verifications");
        if (node is { Kind: not JsonValueKind.Object })
        {
            file.Report(MetadataRules.WrongType, node, "verifications must be an object of smoke tests by name.");
            return read;
        }

        var reader = new VerificationReader(problems);
        foreach (JsonMember member in node?.Members ?? [])
        {
            read[member.Name] = reader.Verification(member.Value);
        }

        return read;
    }

    /// <summary>A literal host name, or one leading wildcard over a name of at least two labels.</summary>
    private static string Host(ObjectReader reader, JsonNode node)
    {
        string host = reader.TextOf(node) ?? "";
        string name = host.StartsWith("*.", StringComparison.Ordinal) ? host.Substring(2) : host;
        bool right = name.Length is > 0 and <= 253 && name.IndexOf('.') > 0
            && name.Split('.').All(label => label.Length > 0 && label.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            && !name.Split('.').Last().All(char.IsDigit);
        if (!right)
        {
            reader.Report(MetadataRules.BadFormat, node, $"{node.Path} must be a host name in lower case, such as \"api.example.com\" or \"*.example.com\"; no address, port or path.");
        }

        return host;
    }

    private static bool Covers(string allowed, string host) =>
        allowed.StartsWith("*.", StringComparison.Ordinal) ? host.EndsWith(allowed.Substring(1), StringComparison.OrdinalIgnoreCase) : string.Equals(allowed, host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reports items of an array that share the value of a property.</summary>
    public static void Distinct(ProblemList problems, JsonNode? array, string name) => Distinct(problems, name, array);

    /// <summary>Reports items of several arrays that share the value of a property.</summary>
    public static void Distinct(ProblemList problems, string name, params JsonNode?[] arrays)
    {
        // JSON tells names apart by case; ids and classes become files and types, which may not.
        var seen = new HashSet<string>(name == "name" ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        foreach (JsonNode value in arrays.SelectMany(array => array?.Items ?? []).SelectMany(item => item.Members).Where(member => member.Name == name).Select(member => member.Value))
        {
            if (value.Kind == JsonValueKind.String && !seen.Add(value.Text))
            {
                problems.Add(MetadataRules.Duplicate, value.Start, value.Length, $"{value.Path} is already taken in this list. Choose another.");
            }
        }
    }
}
