namespace IntegrationHost.Authoring;

/// <summary>What <c>new-provider</c> made.</summary>
/// <param name="Id">Provider id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Directory">Where the project is.</param>
/// <param name="BaseUrl">Base URL.</param>
/// <param name="Kinds">Ids of the credential kinds.</param>
/// <param name="SmokePath">Path of the smoke test.</param>
/// <param name="Modules">Number of modules.</param>
/// <param name="Files">Files below the directory.</param>
/// <param name="Notes">What could not be derived.</param>
internal sealed record NewProviderReport(
    string Id, string Name, string Directory, string BaseUrl, IReadOnlyList<string> Kinds, string SmokePath, int Modules, IReadOnlyList<string> Files, IReadOnlyList<string> Notes);
