using System.Text;

namespace IntegrationHost.Core.Secrets;

/// <summary>The content of a key file in an environment variable. For development: others who may look at the process can read it there.</summary>
internal static class EnvironmentKey
{
    public const string Variable = "INTEGRATION_HOST_KEY";

    public const string Warning =
        $"The key ring is unlocked by the environment variable {Variable}, which stays readable in the process's environment. Use a key file or a passphrase outside of development.";

    /// <summary>The key; <c>null</c> if the variable is not set or holds no whole key.</summary>
    public static byte[]? Read(Func<string, string?> environment) =>
        environment(Variable) is { Length: > 0 } text ? KeyFile.Parse(Encoding.UTF8.GetBytes(text.Trim())) : null;
}
