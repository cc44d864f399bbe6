namespace IntegrationHost.Import;

/// <summary>The token that Vault's and OpenBao's command line leave in the home directory at a login.</summary>
internal sealed class VaultTokenSource : IImportSource
{
    public IEnumerable<RawValue> Read(Surroundings surroundings, ICollection<LeftOut> leftOut)
    {
        string path = surroundings.InHome(".vault-token");
        try
        {
            return Surroundings.Read(path)?.Trim() is { Length: > 0 } token
                ? [new RawValue(surroundings.Shown(path), "VAULT_TOKEN", token) { BaseUrl = EnvironmentSource.Address("VAULT_TOKEN", surroundings) }]
                : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            leftOut.Add(new LeftOut(surroundings.Shown(path), "The file cannot be read. Check its owner, mode and size."));
            return [];
        }
    }
}
