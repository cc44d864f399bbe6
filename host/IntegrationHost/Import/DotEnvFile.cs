using dotenv.net;
using IntegrationHost.Commands;

namespace IntegrationHost.Import;

/// <summary>Variables in a <c>.env</c> file.</summary>
internal static class DotEnvFile
{
    /// <exception cref="UsageException">There is no such file, or it cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        try
        {
            if (Surroundings.Read(path) is null)
                throw new UsageException($"There is no file {path}.");
            DotEnvOptions options = new(
                ignoreExceptions: false, envFilePaths: [Path.GetFullPath(path)], trimValues: true, supportExportSyntax: true, supportVariableExpansion: false);
            return DotEnv.Read(options).ToDictionary(variable => variable.Key, variable => variable.Value);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new UsageException($"The file {path} cannot be read as NAME=VALUE lines.");
        }
    }
}
