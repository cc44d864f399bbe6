using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Coverage;

/// <summary>What closes a gap. Names of modules and accounts are other people's text, so that commands name ids alone.</summary>
internal static class GateActions
{
    private const string Program = "integration-host";

    /// <param name="entry">The module that cannot run.</param>
    /// <param name="environment">The environment asked about, or <c>null</c>.</param>
    /// <param name="spare">An account that works and could be linked, or <c>null</c>.</param>
    /// <param name="catalog">The active providers.</param>
    public static string For(CoverageEntry entry, string? environment, Guid? spare, IProviderCatalog catalog)
    {
        // Without its name the account is one that who is asking may not read.
        if (entry is { AccountId: not null, AccountName: null } && entry.State is not (CoverageState.AccountMissing or CoverageState.NoPlugin))
            return "Ask whoever keeps the linked account; you may not read it.";

        string account = entry.AccountId?.ToString() ?? "";
        return entry.State switch
        {
            CoverageState.NotVerified => $"Test it: {Program} accounts verify {account}",
            CoverageState.AccountInvalid or CoverageState.Expired => $"Replace the credential: {Program} accounts set-secret {account} --verify",
            CoverageState.LacksScope or CoverageState.ScopesUnknown => $"Grant what is missing{At(entry, catalog)}, then: {Program} accounts verify {account}",
            CoverageState.WrongEnvironment => $"Put a key of this environment in: {Program} accounts set-secret {account} --verify; or correct the account's: {Program} accounts edit {account} --environment NAME",
            CoverageState.WrongOwner => $"Put the owner's key back: {Program} accounts set-secret {account} --verify; or, if the new owner is right: {Program} accounts edit {account} --accept-owner",
            CoverageState.NoPlugin => "Add a plugin that knows the class (README, 'Add a provider'), or take the module out of the workflow.",
            CoverageState.OtherEnvironment when spare is null => $"{Create(entry, environment)}; or, if the linked account is meant for it: {Program} accounts edit {account} --environment {Word(environment)}",
            _ => spare is { } working ? $"Link an account that works: {Program} modules link {working} {entry.ModuleId}" : Create(entry, environment),
        };
    }

    private static string Create(CoverageEntry entry, string? environment) =>
        $"Create and link one: {Program} quick-create --exec-module {entry.ModuleId}{(environment is null ? "" : $" --environment {Word(environment)}")} --verify";

    private static string At(CoverageEntry entry, IProviderCatalog catalog) =>
        catalog.Find(entry.ProviderId)?.Descriptor.ManageUrl is { Length: > 0 } address ? $" at {address}" : "";

    /// <summary>The environment came from who asks; anything but a plain word is left for a person to fill in.</summary>
    private static string Word(string? environment) => environment is { Length: > 0 } && environment.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') && environment[0] != '-' ? environment : "NAME";
}
