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
    public static ProviderMetadata Read(JsonNode root, ProblemList problems)
    {
        var file = new ObjectReader(root, problems);
        Dictionary<string, VerificationMetadata> verifications = Verifications(file, problems);
        var credentials = new CredentialReader(problems, verifications);
        EquatableArray<CredentialKindMetadata> kinds = file.List("credentialKinds", 16, credentials.Kind, required: true);
        Distinct(problems, file.Find("credentialKinds"), "id");
        var modules = new ModuleReader(problems, kinds);
        EquatableArray<ModuleMetadata> read = file.List("modules", 2000, modules.Module, required: true);
        Distinct(problems, file.Find("modules"), "moduleClass");
        ProviderMetadata metadata = Provider(new ObjectReader(file.Require("provider") ?? Empty(root), problems), kinds, read);
        file.End("$schema");
        return metadata;
    }

    private static ProviderMetadata Provider(ObjectReader provider, EquatableArray<CredentialKindMetadata> kinds, EquatableArray<ModuleMetadata> modules)
    {
        string id = provider.Kebab("id");
        string baseUrl = provider.Address("baseUrl", required: true)!.TrimEnd('/');
        EquatableArray<string> hosts = provider.List("allowedHosts", 32, item => Host(provider, item), required: true);
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
            provider.Address("docsUrl", required: true)!,
            provider.Address("manageUrl", required: true)!,
            baseUrl,
            hosts,
            kinds,
            modules);
        provider.End();
        return metadata;
    }

    private static Dictionary<string, VerificationMetadata> Verifications(ObjectReader file, ProblemList problems)
    {
        var read = new Dictionary<string, VerificationMetadata>(StringComparer.Ordinal);
        JsonNode? node = file.Require("verifications");
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
    public static void Distinct(ProblemList problems, JsonNode? array, string name)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonNode value in (array?.Items ?? []).SelectMany(item => item.Members).Where(member => member.Name == name).Select(member => member.Value))
        {
            if (value.Kind == JsonValueKind.String && !seen.Add(value.Text))
            {
                problems.Add(MetadataRules.Duplicate, value.Start, value.Length, $"{value.Path} is already taken in this list. Choose another.");
            }
        }
    }

    private static JsonNode Empty(JsonNode root) => new(JsonValueKind.Object, root.Start, root.Length, "provider");
}
