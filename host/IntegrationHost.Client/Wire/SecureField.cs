namespace IntegrationHost.Client.Wire;

/// <summary>ThorAPI's SecureField on the wire.</summary>
public static class SecureField
{
    /// <summary>What stands on the wire for a secret that is set. Sent back untouched it means: keep.</summary>
    public const string Mask = "<ENCRYPTED_VALUE/>";
}
