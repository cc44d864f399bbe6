namespace IntegrationHost.Core.Secrets;

/// <summary>What a slot asks for.</summary>
internal static class SlotTypes
{
    /// <summary>A file with 32 random bytes; the default.</summary>
    public const string KeyFile = "keyfile";

    /// <summary>Words that a person types.</summary>
    public const string Passphrase = "passphrase";

    /// <summary>A code made by the host and kept on paper.</summary>
    public const string Recovery = "recovery";

    /// <summary>An environment variable with the content of a key file; for development only, since others can read the environment of a process.</summary>
    public const string Environment = "environment";

    /// <summary>A key that a vault's transit engine (HashiCorp Vault, OpenBao) unwraps.</summary>
    public const string Transit = "transit";
}
