using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Templates;

/// <summary>What one submit of a template's form is to do.</summary>
internal sealed record SetupPlan
{
    /// <summary>The account to make; <c>null</c> if it is made already.</summary>
    public CreateAccountRequest? Create { get; init; }

    /// <summary>Values to replace in the account that is made already; <c>null</c> for none.</summary>
    public SetFieldsRequest? Replace { get; init; }

    /// <summary>Whether access is granted at the provider.</summary>
    public bool Authorize { get; init; }

    /// <summary>Whether that happens with a code on another device.</summary>
    public bool Device { get; init; }

    /// <summary>Whether to run the smoke test.</summary>
    public bool Verify { get; init; }

    /// <summary>Why there is no smoke test, if <see cref="Verify"/> is not set.</summary>
    public string NoTest { get; init; } = "not asked for";

    /// <summary>Whether linking is a step at all. Default: yes.</summary>
    public bool Links { get; init; } = true;

    /// <summary>Why none is linked, if <see cref="Modules"/> is empty.</summary>
    public string NoLink { get; init; } = "no module chosen";

    /// <summary>Modules to link.</summary>
    public IReadOnlyList<CoverageItem> Modules { get; init; } = [];
}
