using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client.Recognition;

/// <summary>Guesses the environment of a new account from the beginning of its key. Console and command line propose the same.</summary>
public static class KeyEnvironment
{
    /// <summary>The environment of a key whose beginning names no mode.</summary>
    public const string Default = "production";

    /// <summary>The environment of a test key.</summary>
    public const string Test = "test";

    private static readonly string[] TestWords = ["test", "sandbox", "dev"];

    /// <summary>Environments to propose, the usual one first.</summary>
    public static IReadOnlyList<string> Usual { get; } = [Default, "staging", Test, "development"];

    /// <summary>The environment that a beginning in the catalogue speaks of, such as <c>test</c> for <c>sk_test_</c>.</summary>
    /// <param name="prefix">The beginning as the catalogue has it; never a key.</param>
    public static string OfPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return prefix.Split('_', '-', '.').Intersect(TestWords, StringComparer.OrdinalIgnoreCase).Any() ? Test : Default;
    }

    /// <summary>The environment that values of a kind speak of: a test key makes it <c>test</c>, everything else <c>production</c>.</summary>
    /// <param name="kind">The kind of credential.</param>
    /// <param name="values">Values by field key.</param>
    public static string Of(CredentialKindCard kind, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(values);
        return kind.Fields.Where(field => field is { Secret: true, Required: true } && values.ContainsKey(field.Key))
            .Any(field => OfPrefix(KeyForm.Prefix(field, values[field.Key]) ?? "") == Test) ? Test : Default;
    }
}
