using System.Security.Cryptography;
using System.Text;

namespace IntegrationHost.Core.Storage;

/// <summary>Every path of one store. Computing them touches no file.</summary>
public sealed record HostPaths
{
    // A Unix socket address holds 104 bytes on the smallest platform, its end included.
    private const int LongestSocketPath = 100;

    private const string ProductName = "integration-host";

    /// <summary>Holds the database, the key ring, the lock and the API token. Mode 0700.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Holds the unlock keys, apart from what they unlock. Mode 0700.</summary>
    public required string ConfigDirectory { get; init; }

    /// <summary>The SQLite database.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>The wrapped key ring.</summary>
    public required string KeyRingPath { get; init; }

    /// <summary>The key that unlocks the ring; never below <see cref="DataDirectory"/>.</summary>
    public required string KeyFilePath { get; init; }

    /// <summary>The API token of this store.</summary>
    public required string TokenPath { get; init; }

    /// <summary>The Unix socket on which the owner serves the API.</summary>
    public required string SocketPath { get; init; }

    /// <summary>The file whose lock makes a process the owner.</summary>
    public required string LockPath { get; init; }

    /// <summary>Where dropped-in plugins and their approvals live.</summary>
    public required string PluginsDirectory { get; init; }

    /// <summary>Where metadata that was pulled is looked for; no plugin has it yet.</summary>
    public required string MetadataDirectory { get; init; }

    /// <summary>The host's own copies of dropped-in plugins, by hash: these are what it loads.</summary>
    public string PluginContentDirectory => Path.Combine(DataDirectory, "plugin-content");

    /// <summary>How the database is opened; only tests change it.</summary>
    internal SqliteTuning Tuning { get; init; } = SqliteTuning.Default;

    /// <summary>Says which audit event was acknowledged last; apart from the database, so that a tail that was cut off is noticed.</summary>
    public string AuditAnchorPath => Path.Combine(DataDirectory, "audit.anchor");

    /// <summary>Makes the metadata directory, and the data directory around it, for this user alone: what comes first makes it, and the host refuses one that others can read.</summary>
    /// <exception cref="StoreException">One of them cannot be made, is another user's, or is open to others.</exception>
    public void MakeMetadataDirectory()
    {
        PrivateFiles.EnsureDirectory(DataDirectory);
        PrivateFiles.EnsureDirectory(MetadataDirectory);
    }

    /// <summary>The paths of the default store, or of the store in a directory of one's own.</summary>
    /// <param name="dataOverride">Data directory to use; <c>null</c> for <c>XDG_DATA_HOME/integration-host</c>.</param>
    /// <param name="environment">Reads an environment variable: <c>XDG_DATA_HOME</c>, <c>XDG_CONFIG_HOME</c>, <c>XDG_RUNTIME_DIR</c>, <c>INTEGRATION_HOST_CONFIG</c>, <c>HOME</c>.</param>
    /// <exception cref="StoreException">Neither a home directory nor the variable in its place is known, or the key would lie beside what it unlocks.</exception>
    public static HostPaths Resolve(string? dataOverride, Func<string, string?> environment)
    {
        string data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(
            dataOverride ?? Path.Combine(BaseDirectory(environment, "XDG_DATA_HOME", ".local", "share"), ProductName)));
        string config = Path.TrimEndingDirectorySeparator(Path.GetFullPath(
            Absolute(environment("INTEGRATION_HOST_CONFIG")) ?? Path.Combine(BaseDirectory(environment, "XDG_CONFIG_HOME", ".config"), ProductName)));

        string keyName = dataOverride is null ? "default" : ShortHash(data);
        string keyFile = Path.Combine(config, "keys", keyName + ".key");
        if (keyFile.StartsWith(data + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new StoreException(
                $"The configuration directory {config} lies inside the data directory {data}: the key would lie beside what it unlocks. Choose another with INTEGRATION_HOST_CONFIG.",
                StoreException.Configuration);
        }

        return new HostPaths
        {
            DataDirectory = data,
            ConfigDirectory = config,
            DatabasePath = Path.Combine(data, "integration-host.db"),
            KeyRingPath = Path.Combine(data, "keyring.json"),
            KeyFilePath = keyFile,
            TokenPath = Path.Combine(data, "api.token"),
            SocketPath = SocketFor(data, environment),
            LockPath = Path.Combine(data, "owner.lock"),
            PluginsDirectory = Path.Combine(data, "plugins"),
            MetadataDirectory = Path.Combine(data, "metadata"),
        };
    }

    private static string SocketFor(string data, Func<string, string?> environment)
    {
        string near = Path.Combine(data, "run", "host.sock");
        if (Encoding.UTF8.GetByteCount(near) <= LongestSocketPath)
            return near;

        string name = ShortHash(data) + ".sock";
        if (Absolute(environment("XDG_RUNTIME_DIR")) is { } runtime)
        {
            string inRuntime = Path.Combine(runtime, ProductName, name);
            if (Encoding.UTF8.GetByteCount(inRuntime) <= LongestSocketPath)
                return inRuntime;
        }

        return $"/tmp/{ProductName}-{UnixProcess.UserId}/{name}";
    }

    private static string BaseDirectory(Func<string, string?> environment, string variable, params ReadOnlySpan<string> belowHome)
    {
        if (Absolute(environment(variable)) is { } given)
            return given;

        string home = Absolute(environment("HOME")) ?? throw new StoreException(
            $"Neither {variable} nor HOME is set to an absolute path, so there is no place for the store. Set one of them, or name a data directory.",
            StoreException.Configuration);
        return Path.Combine([home, .. belowHome]);
    }

    // The XDG rules say that a relative path there is to be ignored.
    private static string? Absolute(string? path) => path is { Length: > 0 } && Path.IsPathFullyQualified(path) ? path : null;

    private static string ShortHash(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16];
}
