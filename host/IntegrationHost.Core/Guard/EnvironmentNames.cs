using System.Text.RegularExpressions;

namespace IntegrationHost.Core.Guard;

/// <summary>Reads the words in names that people give: <c>eu-production</c>, <c>staging2</c>, <c>DEVELOPER_TEST</c>.</summary>
internal static partial class EnvironmentNames
{
    private static readonly HashSet<string> Production = ["production", "prod", "prd", "live"];

    private static readonly HashSet<string> Before =
    [
        "staging", "stage", "stg", "test", "tests", "testing", "dev", "devel", "develop", "development", "sandbox", "qa", "uat", "local", "localhost", "ci",
        "demo", "preview", "preprod", "preproduction", "nonprod", "nonproduction", "trial", "scratch", "playground",
    ];

    private static readonly HashSet<string> Negations = ["pre", "non", "not"];

    private static readonly HashSet<string> TryOut = ["sandbox", "trial", "developer", "development", "dev", "test", "scratch", "demo", "free"];

    /// <summary>What the name of an environment says. A name that says both says nothing.</summary>
    public static EnvironmentClass Classify(string environment)
    {
        string[] words = Words(environment);
        bool negated = words.Zip(words.Skip(1)).Any(pair => Negations.Contains(pair.First) && Production.Contains(pair.Second));
        bool before = negated || words.Any(Before.Contains);
        bool production = !negated && words.Any(Production.Contains);
        return (production, before) switch
        {
            (true, false) => EnvironmentClass.Production,
            (false, true) => EnvironmentClass.NonProduction,
            _ => EnvironmentClass.Unknown,
        };
    }

    /// <summary>Whether the type of an account at its provider says that it is for trying out: <c>Trial</c>, <c>DEVELOPER_TEST</c>, <c>Developer Edition</c>.</summary>
    public static bool IsTryOut(string accountType) => Words(accountType).Any(TryOut.Contains);

    /// <summary>
    /// Whether what is for one environment may be counted for another: the same class, and every word that is asked for is there.
    /// <c>eu-production</c> fits <c>prod</c>, <c>pre-prod</c> does not, and neither does what has no name.
    /// </summary>
    /// <param name="wanted">The environment asked for.</param>
    /// <param name="actual">The environment something is of.</param>
    public static bool Fits(string wanted, string actual)
    {
        if (wanted.Trim().Equals(actual.Trim(), StringComparison.OrdinalIgnoreCase))
            return true;

        // Digits part words and are none themselves, but dev1 is not dev2.
        HashSet<string> has = [.. Words(actual).Select(Plain), .. Digits(actual)];
        string[] asked = [.. Words(wanted).Select(Plain), .. Digits(wanted)];
        return asked.Length > 0 && Classify(wanted) == Classify(actual) && asked.All(has.Contains);
    }

    /// <summary>One word for those that mean the same.</summary>
    private static string Plain(string word) => word switch
    {
        _ when Production.Contains(word) => "production",
        "stage" or "stg" => "staging",
        "tests" or "testing" => "test",
        "devel" or "develop" or "development" => "dev",
        "preproduction" => "preprod",
        "nonproduction" => "nonprod",
        _ => word,
    };

    private static IEnumerable<string> Digits(string text) => Number().Matches(text).Select(match => match.Value);

    private static string[] Words(string text) => [.. Word().Matches(text).Select(match => match.Value.ToLowerInvariant())];

    // Digits and punctuation part words, and so does a capital after a small letter.
    [GeneratedRegex("[A-Z]*[a-z]+|[A-Z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
