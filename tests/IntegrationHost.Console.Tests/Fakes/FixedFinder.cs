using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Importing;

namespace IntegrationHost.Console.Tests.Fakes;

/// <summary>Finds the same credentials everywhere, and one more in a file.</summary>
internal sealed class FixedFinder(string key) : ICredentialFinder
{
    public ImportOffer Find(IReadOnlyList<ProviderCard> catalog, IReadOnlyList<string> envFiles)
    {
        List<ImportCandidate> found = [Candidate(catalog, "slack", "SLACK_BOT_TOKEN", "botToken"), Candidate(catalog, "openai", "OPENAI_API_KEY", "apiKey")];
        found.AddRange(envFiles.Select(file => Candidate(catalog, "sendgrid", $"{file} SENDGRID_API_KEY", "apiKey")));
        return new ImportOffer(found, [new ImportRest("STRIPE_API_KEY", "It does not have the form of a key of Stripe.")]);
    }

    private ImportCandidate Candidate(IReadOnlyList<ProviderCard> catalog, string id, string source, string field)
    {
        ProviderCard provider = catalog.First(card => card.Id == id);
        CredentialKindCard kind = provider.CredentialKinds[0];
        return new ImportCandidate(source, provider.Name, kind.Name, kind.Tested, new CreateAccountRequest
        {
            ProviderId = id,
            CredentialKindId = kind.Id,
            Environment = "production",
            Fields = new Dictionary<string, string> { [field] = key },
        });
    }
}
