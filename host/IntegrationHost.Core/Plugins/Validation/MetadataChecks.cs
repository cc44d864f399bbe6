using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Plugins.Validation;

/// <summary>What is looked at in a metadata file.</summary>
internal static class MetadataChecks
{
    private static readonly string[] Needed = ["Valid", "Invalid", "RateLimited"];

    /// <summary>Reads it; <c>null</c> if it has errors.</summary>
    /// <param name="list">Where it is told.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="text">Its text.</param>
    public static ProviderMetadata? Read(CheckList list, string file, string text)
    {
        MetadataResult result = MetadataReader.Read(text, file);
        MetadataProblem[] errors = [.. result.Problems.Where(problem => problem.Rule.IsError)];
        MetadataProblem[] warnings = [.. result.Problems.Where(problem => problem.Rule.Severity == MetadataSeverity.Warning)];
        if (!list.Must("metadata", $"{file} is valid.", errors.Length == 0 ? null : Told(file, errors)))
            return null;

        ProviderMetadata provider = result.Provider!;
        list.Should("metadata-warnings", $"{file} has no warnings.", warnings.Length == 0 ? null : Told(file, warnings));
        string[] wide = [.. provider.AllowedHosts.Where(host => host.StartsWith("*.", StringComparison.Ordinal))];
        list.Should("hosts", $"Credentials go to {string.Join(", ", provider.AllowedHosts)} only.", wide.Length == 0 ? null : $"Credentials may go to every host of {string.Join(", ", wide)}. Name the hosts themselves if you can.");
        list.Info("asks-for", $"{provider.Id}: {Some(provider.CredentialKinds.Count, "credential kind")} ({string.Join(", ", provider.CredentialKinds.Select(kind => kind.Id))}), {Some(provider.Modules.Count, "module")}.");
        CheckSmokeTests(list, provider);
        return provider;
    }

    private static void CheckSmokeTests(CheckList list, ProviderMetadata provider)
    {
        foreach (CredentialKindMetadata kind in provider.CredentialKinds.Where(kind => kind.Auth.Scheme != "Stored"))
        {
            string[] told = [.. kind.Verification.Rules.Select(rule => rule.Verdict).OfType<string>().Distinct()];
            string[] missing = [.. Needed.Except(told)];
            list.Should(
                "smoke-test", $"The smoke test of {kind.Id} tells valid, invalid and rate limited.",
                missing.Length == 0 ? null : $"The smoke test of {kind.Id} has no rule for {string.Join(", ", missing)}. Add one for each.");
            bool changes = kind.Verification.Requests.Any(request => request.Method is not ("GET" or "HEAD"));
            if (changes)
                list.Info("smoke-test-method", $"The smoke test of {kind.Id} uses another method than GET; be sure that it changes nothing.");
        }
    }

    private static string Told(string file, MetadataProblem[] problems) =>
        string.Join(" ", problems.Take(5).Select(problem => $"{file}({problem.Line},{problem.Column}): {problem.Rule.Id}: {problem.Message}")) + (problems.Length > 5 ? $" And {problems.Length - 5} more." : "");

    private static string Some(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
