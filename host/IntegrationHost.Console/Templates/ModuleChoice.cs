using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Templates;

/// <summary>A module that can be linked to the new account.</summary>
/// <param name="item">The module as coverage knows it.</param>
internal sealed class ModuleChoice(CoverageItem item)
{
    /// <summary>The module.</summary>
    public CoverageItem Item { get; } = item;

    /// <summary>Whether it is to be linked. Default: if no account is linked to it.</summary>
    public bool Selected { get; set; } = item.AccountId is null;

    /// <summary>What it is linked to now, in words.</summary>
    public string Note => Item.AccountId is null ? "not linked" : $"now {Item.AccountName ?? "another account"}";
}
