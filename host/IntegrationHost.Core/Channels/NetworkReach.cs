namespace IntegrationHost.Core.Channels;

/// <summary>Which addresses a connection may be made to.</summary>
internal enum NetworkReach
{
    /// <summary>Addresses of the public internet.</summary>
    Public,

    /// <summary>Those, and addresses of private networks.</summary>
    Private,

    /// <summary>This machine only.</summary>
    Loopback,
}
