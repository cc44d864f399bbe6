namespace IntegrationHost.Core.Permissions;

/// <summary>ThorAPI's masks for what may be done to an object. They are not Spring's.</summary>
[Flags]
public enum Permission
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>See it: metadata and whether secrets are set, never a secret.</summary>
    Read = 1,

    /// <summary>ThorAPI's INSERT; at the type, the same as <see cref="Create"/>.</summary>
    Insert = 2,

    /// <summary>Make one of the type.</summary>
    Create = 4,

    /// <summary>ThorAPI's ENCRYPTION; grants nothing here.</summary>
    Encryption = 8,

    /// <summary>Change it, set its secrets.</summary>
    Write = 16,

    /// <summary>Delete it.</summary>
    Delete = 32,

    /// <summary>Use it: smoke test, run. Does not include seeing it.</summary>
    Execute = 64,

    /// <summary>ThorAPI's GRANTING; grants nothing here, <see cref="Administration"/> does.</summary>
    Granting = 128,

    /// <summary>Say who may do what to it, and all of the other permissions.</summary>
    Administration = 256,

    /// <summary>Accepted on the wire and kept. Grants nothing: no permission renders a secret.</summary>
    ViewDecrypted = 512,

    /// <summary>ThorAPI's APPEND; at the type, the same as <see cref="Create"/>.</summary>
    Append = 1024,

    /// <summary>What each of ThorAPI's <c>OWNER</c> stands for.</summary>
    ReadWriteDelete = Read | Write | Delete,
}
