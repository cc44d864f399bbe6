using System.Reflection;
using System.Text.Json;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Sample;

/// <summary>
/// What a first look shows: workflows, some of whose modules wait for credentials, and accounts with made-up keys. Their verdicts are the real rules'
/// on recorded replies. Testing one of them again asks the real provider, which will refuse the key.
/// </summary>
internal static class SampleData
{
    public static async Task SeedAsync(HostStore store, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        var replies = new RecordedReplies();
        var accounts = new AccountService(store, catalog, time);
        var modules = new ModuleService(store, catalog, accounts, replies, time);
        var coverage = new CoverageService(store, catalog, time);
        var verification = new VerificationRunner(store, accounts, replies, new SmokeTest(time), time);

        using (Stream workflows = Open("sample-workflows.json"))
        {
            await modules.ImportAsync(workflows, cancellationToken);
        }

        using Stream list = Open("sample-accounts.json");
        foreach (SampleAccount sample in (await JsonSerializer.DeserializeAsync(list, SampleJson.Default.IReadOnlyListSampleAccount, cancellationToken))!)
        {
            if (catalog.Find(sample.Provider) is null)
            {
                continue;
            }

            AccountCreated made = await accounts.CreateAsync(
                new AccountDraft
                {
                    ProviderId = sample.Provider,
                    CredentialKindId = sample.Kind,
                    Name = sample.Name,
                    Environment = sample.Environment,
                    Fields = new Dictionary<string, string> { [sample.Field] = sample.Value },
                },
                cancellationToken);
            replies.Current = sample.Replies;
            await verification.VerifyAsync(made.Account.Id, cancellationToken);
            IEnumerable<CoverageEntry> waiting = (await coverage.GetAsync(cancellationToken)).Entries
                .Where(entry => entry.State == CoverageState.NotLinked && entry.ProviderId == sample.Provider);
            await modules.LinkAsync(made.Account.Id, [.. waiting.Take(sample.Links).Select(entry => entry.ModuleId)], cancellationToken);
        }
    }

    private static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
}
