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
        string[] servers = [.. file.Find("provider")?.Find("servers")?.Members.Select(server => server.Name) ?? [], .. AuthReader.MailServers];
        Dictionary<string, VerificationMetadata> verifications = Verifications(file, problems, servers);
        var credentials = new CredentialReader(problems, verifications);
        EquatableArray<CredentialKindMetadata> kinds = file.List("credentialKinds", 64, credentials.Kind);
        Distinct(problems, file.Find("credentialKinds"), "id");
        var modules = new ModuleReader(problems, kinds, servers);
        EquatableArray<ModuleMetadata> read = file.List("modules", MetadataReader.MaxModules, modules.Module, required: true);
        Distinct(problems, file.Find("modules"), "moduleClass");
        JsonNode place = file.Find("credentialKinds") ?? root;
        if (kinds.Count == 0 && (place == root || place.Kind == JsonValueKind.Array) && (read.Count == 0 || read.Any(module => module.NeedsCredential)))
        {
            file.Report(
                MetadataRules.MissingProperty, place,
                "The file has no \"credentialKinds\", or none in it. Add the ways to hold a credential, or set \"needsCredential\": false on modules that need none.");
        }

        bool calls = read.Any(module => module.Operation is not null) || kinds.Any(kind => kind.Verification.Requests.Count > 0);
        bool pulled = file.Flag("pulled");
        var provider = new ObjectReader(file.Require("provider") ?? root.Absent("provider"), problems);
        ProviderMetadata metadata = Provider(provider, kinds, read, calls) with { Pulled = pulled };
        // ThorAPI publishes no links, and the next pull would overwrite what people add.
        if (kinds.Count > 0 && !pulled && provider.Node.Kind == JsonValueKind.Object)
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

            if (text.Forbidden == ForbiddenCharacters.Replacement)
            {
                problems.Add(MetadataRules.ForbiddenCharacter, text.Start, text.Length, $"{text.Place} holds U+FFFD: the file is not saved as UTF-8, and a character was lost. Save it as UTF-8.");
            }
            else if (text.Forbidden is { } forbidden)
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
        if (Uri.TryCreate(baseUrl, UriKind.Absolute, out Uri? address) && hosts.Count > 0 && !Forms.IsAllowed(address.Host, hosts))
        {
            provider.Report(MetadataRules.UnknownReference, provider.Find("allowedHosts")!, "provider.allowedHosts does not allow the host of provider.baseUrl. Add it.");
        }

        CheckPort(provider, "baseUrl", address);

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
            Servers = Servers(provider, hosts),
            SecretPaths = provider.SecretPaths("secretPaths"),
        };
        CheckAuthHosts(provider, kinds, hosts);
        provider.End();
        return metadata;
    }

    /// <summary>Further addresses by name; a credential may be sent to allowed hosts only, so their hosts must be among those.</summary>
    private static EquatableArray<NamedText> Servers(ObjectReader provider, EquatableArray<string> hosts)
    {
        JsonNode? node = provider.Find("servers");
        if (node is null)
        {
            return EquatableArray<NamedText>.Empty;
        }

        var servers = new ObjectReader(node, provider);
        var read = new List<NamedText>();
        foreach (JsonMember member in node.Members)
        {
            string address = (servers.Address(member.Name, required: true) ?? "").TrimEnd('/');
            if (AuthReader.MailServers.Contains(member.Name) || !Forms.IsKebab(member.Name))
            {
                servers.Report(MetadataRules.BadFormat, member.Value, $"{member.Value.Path} must be called by lower-case words joined by hyphens; \"imap\" and \"smtp\" are the mail scheme's own.");
            }

            if (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && !Forms.IsAllowed(uri.Host, hosts))
            {
                servers.Report(MetadataRules.UnknownReference, member.Value, $"{member.Value.Path} has a host that provider.allowedHosts does not allow. Add it there.");
            }

            CheckPort(servers, member.Name, uri);

            read.Add(new NamedText(member.Name, address));
        }

        return new EquatableArray<NamedText>([.. read]);
    }

    /// <summary>Hosts are allowed at the port of https alone: every call to another one would be refused.</summary>
    private static void CheckPort(ObjectReader reader, string name, Uri? address)
    {
        if (address is { IsDefaultPort: false })
        {
            JsonNode node = reader.Find(name)!;
            reader.Report(MetadataRules.BadFormat, node, $"{node.Path} must have no port, since allowedHosts allows that of https only. Remove it; accounts that need one have a base URL of their own.");
        }
    }

    /// <summary>Where a credential kind sends its secrets besides: for tokens, for device codes, to mail servers.</summary>
    private static void CheckAuthHosts(ObjectReader provider, EquatableArray<CredentialKindMetadata> kinds, EquatableArray<string> hosts)
    {
        foreach (CredentialKindMetadata kind in kinds)
        {
            (string Property, string? Address)[] addresses =
            [
                ("auth.tokenUrl", kind.Auth.OAuth2?.TokenUrl),
                ("auth.authorization.deviceUrl", kind.Auth.OAuth2?.Authorization?.DeviceUrl),
                ("auth.imap", kind.Auth.Mail is { Imap.Length: > 0 } reading ? "mail://" + reading.Imap : null),
                ("auth.smtp", kind.Auth.Mail is { Smtp.Length: > 0 } sending ? "mail://" + sending.Smtp : null),
            ];
            foreach ((string property, string? address) in addresses)
            {
                // A path begins with a slash, and goes to the base address's host.
                if (address is { Length: > 0 } && address[0] != '/' && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && !Forms.IsAllowed(uri.Host, hosts))
                {
                    provider.Report(
                        MetadataRules.UnknownReference, provider.Find("allowedHosts") ?? provider.Node,
                        $"provider.allowedHosts does not allow the host of {property} of the credential kind \"{kind.Id}\". Add it.");
                }
            }
        }
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

    private static Dictionary<string, VerificationMetadata> Verifications(ObjectReader file, ProblemList problems, string[] servers)
    {
        var read = new Dictionary<string, VerificationMetadata>(StringComparer.Ordinal);
        JsonNode? node = file.Find("verifications");
        if (node is { Kind: not JsonValueKind.Object })
        {
            file.Report(MetadataRules.WrongType, node, "verifications must be an object of smoke tests by name.");
            return read;
        }

        var reader = new VerificationReader(problems, servers);
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
