using IntegrationHost.Client.Wire;

namespace IntegrationHost.Import;

/// <summary>The environment variables that the catalogue's fields name.</summary>
/// <param name="catalog">The providers.</param>
internal sealed class EnvironmentSource(IReadOnlyList<ProviderCard> catalog) : IImportSource
{
    /// <summary>Variables that hold a file's path in place of the value.</summary>
    private static readonly HashSet<string> Paths = ["GOOGLE_APPLICATION_CREDENTIALS"];

    /// <summary>Variables that say where a value's server is, by the variable of the value.</summary>
    private static readonly Dictionary<string, string[]> Addresses = new()
    {
        ["VAULT_TOKEN"] = ["VAULT_ADDR", "BAO_ADDR"],
        ["BAO_TOKEN"] = ["BAO_ADDR", "VAULT_ADDR"],
        ["GH_ENTERPRISE_TOKEN"] = ["GH_HOST"],
        ["GITHUB_ENTERPRISE_TOKEN"] = ["GH_HOST"],
    };

    public IEnumerable<RawValue> Read(Surroundings surroundings, ICollection<LeftOut> leftOut)
    {
        IEnumerable<string> names = catalog.SelectMany(provider => provider.CredentialKinds).SelectMany(kind => kind.Fields)
            .Where(field => field.Secret).SelectMany(field => field.ImportEnvironment ?? []).Distinct(StringComparer.Ordinal).Except(Paths);
        foreach (string name in names)
        {
            if (surroundings.Variable(name) is { } value)
                yield return new RawValue(name, name, value) { BaseUrl = Address(name, surroundings) };
        }
    }

    /// <summary>Where a value's server is, if a variable says it.</summary>
    public static string? Address(string variable, Surroundings surroundings)
    {
        string? address = (Addresses.GetValueOrDefault(variable) ?? []).Select(surroundings.Variable).FirstOrDefault(value => value is not null);
        return address is null || address.Contains("://", StringComparison.Ordinal) ? address : $"https://{address}/api/v3";
    }
}
