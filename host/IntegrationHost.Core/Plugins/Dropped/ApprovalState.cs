namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>What an approved version is for.</summary>
internal enum ApprovalState
{
    /// <summary>Kept, so that one can go back to it.</summary>
    Former,

    /// <summary>Serves the accounts that stay on it.</summary>
    Beside,

    /// <summary>Serves everyone else.</summary>
    Current,
}
