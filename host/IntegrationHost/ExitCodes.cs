using IntegrationHost.Core.Storage;

namespace IntegrationHost;

/// <summary>What the program's exit code means. The higher ones are those of <c>sysexits.h</c>.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>Done as asked, and the answer is no: a refused credential, a failed check, an invalid file.</summary>
    public const int Negative = 1;

    /// <summary>The command line, its input or the terminal is not usable.</summary>
    public const int Usage = 2;

    /// <summary>No such account, module or provider.</summary>
    public const int NotFound = 3;

    /// <summary>No host answers, or the port is taken.</summary>
    public const int Unavailable = 69;

    /// <summary>A fault of the program itself.</summary>
    public const int Software = 70;

    /// <summary>A key file, a configuration or the environment that the program must not start with.</summary>
    public const int Configuration = StoreException.Configuration;
}
