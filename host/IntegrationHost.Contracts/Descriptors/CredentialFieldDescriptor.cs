namespace IntegrationHost.Contracts.Descriptors;

/// <summary>One value of a credential.</summary>
public sealed record CredentialFieldDescriptor
{
    /// <summary>Key within the kind in camel case; placeholders name it.</summary>
    public required string Key { get; init; }

    /// <summary>Label in forms.</summary>
    public required string Label { get; init; }

    /// <summary>Where the value is found.</summary>
    public string Help { get; init; } = "";

    /// <summary>Greyed text in an empty field.</summary>
    public string Placeholder { get; init; } = "";

    /// <summary>Whether the value is a secret: stored sealed, never shown, write-only.</summary>
    public bool Secret { get; init; }

    /// <summary>Whether the value may have several lines, as a private key or a JSON document has.</summary>
    public bool MultiLine { get; init; }

    /// <summary>Whether the credential cannot work without it.</summary>
    public bool Required { get; init; }

    /// <summary>A non-backtracking pattern the whole value must match; <c>null</c> for any.</summary>
    public string? Pattern { get; init; }

    /// <summary>Beginnings the value may have; empty for any. A prefix decides the kind of a pasted key.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>Usual number of characters at least; outside it the value is warned about, never refused.</summary>
    public int? MinLength { get; init; }

    /// <summary>Usual number of characters at most; outside it the value is warned about, never refused.</summary>
    public int? MaxLength { get; init; }

    /// <summary>A made-up value that ends in <c>EXAMPLE</c>.</summary>
    public string Example { get; init; } = "";

    /// <summary>Names of environment variables from which people usually import it.</summary>
    public IReadOnlyList<string> ImportEnvironment { get; init; } = [];

    /// <summary>Keys that earlier versions of the provider had for it; a value stored under one moves here when the plugin is replaced.</summary>
    public IReadOnlyList<string> RenamedFrom { get; init; } = [];

    /// <summary>Value of accounts that were made before the field was there; <c>null</c> for none. Secrets have none.</summary>
    public string? Default { get; init; }

    /// <summary>The property of ThorAPI's IntegrationAccount that carries it on the wire; <see cref="AccountProperty.None"/> if it has no place there.</summary>
    public AccountProperty AccountProperty { get; init; }
}
