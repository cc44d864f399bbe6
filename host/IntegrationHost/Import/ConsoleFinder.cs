using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Commands;
using IntegrationHost.Console.Importing;

namespace IntegrationHost.Import;

/// <summary>What <c>accounts import</c> finds, for the console.</summary>
/// <param name="time">The clock.</param>
internal sealed class ConsoleFinder(TimeProvider time) : ICredentialFinder
{
    /// <inheritdoc/>
    public ImportOffer Find(IReadOnlyList<ProviderCard> catalog, IReadOnlyList<string> envFiles)
    {
        List<ImportRest> unread = [];
        List<string> readable = [];
        foreach (string file in envFiles)
        {
            try
            {
                DotEnvFile.Read(file);
                readable.Add(file);
            }
            catch (UsageException failure)
            {
                unread.Add(new ImportRest(file, failure.Message));
            }
        }

        ImportPlan plan = ImportPlan.Make(catalog, Surroundings.OfProcess(readable), time.GetUtcNow());
        return new ImportOffer(
            [.. plan.Found.Select(Candidate)],
            [.. unread, .. plan.LeftOut.Select(left => new ImportRest(left.Source, left.Reason))]);
    }

    private static ImportCandidate Candidate(FoundCredential found) => new(found.Source, found.Provider.Name, found.Kind.Name, found.Kind.Tested, new CreateAccountRequest
    {
        ProviderId = found.Provider.Id,
        CredentialKindId = found.Kind.Id,
        Environment = KeyEnvironment.Of(found.Kind, found.Fields),
        BaseUrl = found.BaseUrl,
        Fields = found.Fields,
    });
}
