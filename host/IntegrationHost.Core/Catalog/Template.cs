namespace IntegrationHost.Core.Catalog;

/// <summary>A provider as what an account is made from.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Accounts">Accounts that it has.</param>
/// <param name="Waiting">ExecModules of it that no account is linked to.</param>
public sealed record Template(CatalogProvider Provider, int Accounts, int Waiting);
