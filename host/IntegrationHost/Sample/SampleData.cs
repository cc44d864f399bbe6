using System.Reflection;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Sample;

/// <summary>What a first look shows: workflows whose modules wait for credentials, and a few accounts with made-up keys that nobody has verified.</summary>
internal static class SampleData
{
    public static async Task SeedAsync(IIntegrationHostClient client, CancellationToken cancellationToken)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("sample-workflows.json")!;
        using var reader = new StreamReader(stream);
        await client.ImportModulesAsync(await reader.ReadToEndAsync(cancellationToken), cancellationToken);

        IReadOnlyList<CoverageItem> waiting = (await client.GetCoverageAsync(cancellationToken)).Items;
        await AddAsync(client, waiting, "slack", "SLACK_OPERATIONS", "production", "botToken", "xoxb-000000000000-SampleEXAMPLE", 2, cancellationToken);
        await AddAsync(client, waiting, "stripe", "STRIPE_SANDBOX", "test", "secretKey", "sk_test_SampleSampleSampleEXAMPLE", 2, cancellationToken);
        await AddAsync(client, waiting, "openai", "OPENAI_DRAFTS", "development", "apiKey", "sk-proj-SampleSampleSampleEXAMPLE", 1, cancellationToken);
    }

    private static Task<CreateAccountResult> AddAsync(
        IIntegrationHostClient client, IReadOnlyList<CoverageItem> waiting, string provider, string name, string environment, string field, string key, int links, CancellationToken cancellationToken) =>
        client.CreateAccountAsync(
            new CreateAccountRequest
            {
                ProviderId = provider,
                Name = name,
                Environment = environment,
                Fields = new Dictionary<string, string> { [field] = key },
                LinkModuleIds = [.. waiting.Where(item => item.ProviderId == provider).Take(links).Select(item => item.ModuleId)],
            },
            cancellationToken);
}
