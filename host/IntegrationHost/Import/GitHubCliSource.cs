using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IntegrationHost.Import;

/// <summary>Tokens that GitHub's command line keeps in <c>hosts.yml</c>: by host, of one user or of several.</summary>
internal sealed class GitHubCliSource : IImportSource
{
    public IEnumerable<RawValue> Read(Surroundings surroundings, ICollection<LeftOut> leftOut)
    {
        string path = surroundings.Variable("GH_CONFIG_DIR") is { } directory ? Path.Combine(directory, "hosts.yml") : surroundings.InConfig("gh", "hosts.yml");
        string shown = surroundings.Shown(path);
        if (Hosts(path, shown, leftOut) is not { } hosts)
            return [];

        List<RawValue> found = [];
        foreach ((YamlNode key, YamlNode value) in hosts.Children)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } host } || value is not YamlMappingNode settings)
                continue;
            int before = found.Count;
            AddToken(found, settings, host, $"{shown} {host}");
            if (Child(settings, "users") is YamlMappingNode users)
            {
                foreach ((YamlNode user, YamlNode userSettings) in users.Children)
                    AddToken(found, userSettings, host, $"{shown} {host} {(user as YamlScalarNode)?.Value}");
            }

            if (found.Count == before)
                leftOut.Add(new LeftOut($"{shown} {host}", "The token is not in the file but in the system's keyring: 'gh auth token | integration-host accounts add --paste' stores it."));
        }

        return found.DistinctBy(value => (value.BaseUrl, value.Value));
    }

    private static YamlMappingNode? Hosts(string path, string shown, ICollection<LeftOut> leftOut)
    {
        try
        {
            if (Surroundings.Read(path) is not { } text)
                return null;
            YamlStream yaml = [];
            yaml.Load(new StringReader(text));
            return yaml.Documents.Count > 0 ? yaml.Documents[0].RootNode as YamlMappingNode : null;
        }
        catch (YamlException)
        {
            leftOut.Add(new LeftOut(shown, "The file is no YAML that can be read."));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            leftOut.Add(new LeftOut(shown, "The file cannot be read. Check its owner, mode and size."));
        }

        return null;
    }

    private static void AddToken(List<RawValue> found, YamlNode settings, string host, string source)
    {
        if (Child(settings, "oauth_token") is not YamlScalarNode { Value: { Length: > 0 } token })
            return;
        bool enterprise = host != "github.com";
        found.Add(new RawValue(source, "GH_TOKEN", token.Trim()) { BaseUrl = enterprise ? $"https://{host}/api/v3" : null });
    }

    private static YamlNode? Child(YamlNode node, string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? child) ? child : null;
}
