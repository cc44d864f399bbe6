namespace IntegrationHost.Import;

/// <summary>Where imports are looked for: variables and files of whoever runs the command. Only ever read.</summary>
/// <param name="variables">The environment's variables.</param>
internal sealed class Surroundings(IReadOnlyDictionary<string, string> variables)
{
    private const long LongestFile = 1024 * 1024;

    /// <summary>The variables that are set to something.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; } = variables.Where(variable => variable.Value.Trim().Length > 0).ToDictionary(variable => variable.Key, variable => variable.Value.Trim());

    /// <summary>Those of this process, and of <c>.env</c> files.</summary>
    /// <exception cref="Commands.UsageException">A file cannot be read.</exception>
    public static Surroundings OfProcess(IEnumerable<string> envFiles)
    {
        // A file that is named on purpose comes before what happens to be set.
        Dictionary<string, string> variables = new(OfProcess().Variables);
        foreach ((string name, string value) in envFiles.SelectMany(DotEnvFile.Read))
            variables[name] = value;
        return new Surroundings(variables);
    }

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess() => new(Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name) ?? ""));

    /// <summary>A variable's value; <c>null</c> if it is not set.</summary>
    public string? Variable(string name) => Variables.GetValueOrDefault(name);

    /// <summary>A file in the user's configuration directory.</summary>
    public string InConfig(params string[] parts) => Path.Combine([Variable("XDG_CONFIG_HOME") ?? InHome(".config"), .. parts]);

    /// <summary>A file in the user's home directory.</summary>
    public string InHome(params string[] parts) => Path.Combine([Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), .. parts]);

    /// <summary>A path as people write it, with <c>~</c> for the home directory.</summary>
    public string Shown(string path) => InHome() is { Length: > 1 } home && path.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? "~" + path[home.Length..] : path;

    /// <summary>A file's text; <c>null</c> if there is no such file.</summary>
    /// <exception cref="IOException">It cannot be read, or is no file that a tool would have written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        return new FileInfo(path).Length <= LongestFile ? File.ReadAllText(path) : throw new IOException("It is longer than 1 MiB.");
    }
}
