namespace IntegrationHost.Client.Wire;

/// <summary>A page of templates (<c>GET /api/templates</c>).</summary>
/// <param name="Total">How many match.</param>
/// <param name="Page">From 0.</param>
/// <param name="Size">Templates of a page.</param>
/// <param name="Categories">Categories of what matches the search, whichever is chosen.</param>
/// <param name="Items">The templates of this page.</param>
public sealed record TemplatePage(int Total, int Page, int Size, IReadOnlyList<TemplateCategory> Categories, IReadOnlyList<TemplateCard> Items);

/// <summary>A category with how many templates it has.</summary>
/// <param name="Name">Category.</param>
/// <param name="Count">Templates.</param>
public sealed record TemplateCategory(string Name, int Count);

/// <summary>A template: what an account of a provider is made from.</summary>
/// <param name="ProviderId">Provider id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Category">Category.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="AccentColor"><c>#RRGGBB</c>.</param>
/// <param name="Icon">One or two characters.</param>
/// <param name="DocsUrl">Documentation on authentication.</param>
/// <param name="ManageUrl">Where keys are made and revoked.</param>
/// <param name="CredentialKinds">The kinds with their forms; the first is the default.</param>
/// <param name="ModuleCount">Modules that run with it.</param>
/// <param name="AccountCount">Accounts of this provider.</param>
/// <param name="WaitingModuleCount">ExecModules of this provider that no account is linked to.</param>
public sealed record TemplateCard(
    string ProviderId, string Name, string Category, string Description, string AccentColor, string Icon, string DocsUrl, string ManageUrl,
    IReadOnlyList<CredentialKindCard> CredentialKinds, int ModuleCount, int AccountCount, int WaitingModuleCount);
