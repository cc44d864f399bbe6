using IntegrationHost.Client.Wire;
using IntegrationHost.Input;

namespace IntegrationHost.Commands;

/// <summary>What <c>accounts add</c> stores: provider and kind as named, and their values.</summary>
internal static class CredentialChoice
{
    /// <summary>The provider and kind of these names.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static async Task<(ProviderCard Card, CredentialKindCard Kind, Dictionary<string, string> Values)?> NamedAsync(CommandRun run, IReadOnlyList<ProviderCard> catalog, string? provider, string? kind)
    {
        ProviderCard card = await ProviderAsync(run, catalog, provider ?? throw new UsageException("Say which provider, or --paste to have the key tell it."));
        return (card, kind is null ? card.CredentialKinds[0] : Kind(card, kind), []);
    }

    /// <exception cref="UsageException">No provider has that id.</exception>
    public static async Task<ProviderCard> ProviderAsync(CommandRun run, IReadOnlyList<ProviderCard> catalog, string id) => catalog.FirstOrDefault(candidate => candidate.Id == id)
        ?? throw new UsageException(await MissingProvider.SayAsync(run, catalog, id));

    /// <exception cref="UsageException">The provider has no such kind.</exception>
    public static CredentialKindCard Kind(ProviderCard card, string id) => card.CredentialKinds.FirstOrDefault(candidate => candidate.Id == id)
        ?? throw new UsageException($"{card.Name} has no credential kind of that id. There are: {string.Join(", ", card.CredentialKinds.Select(candidate => candidate.Id))}.");

    /// <summary>Adds values that are no secrets.</summary>
    /// <exception cref="UsageException">One is of no field, or is a secret.</exception>
    public static void AddPlain(CredentialKindCard kind, Dictionary<string, string> values, string[] assignments)
    {
        foreach (string assignment in assignments)
        {
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            string key = equals > 0 ? assignment[..equals] : "";
            CredentialFieldCard field = kind.Fields.FirstOrDefault(candidate => candidate.Key == key)
                ?? throw new UsageException($"--field takes KEY=VALUE with a key of {kind.Id}: {string.Join(", ", kind.Fields.Where(candidate => !candidate.Secret).Select(candidate => candidate.Key))}.");
            values[key] = field.Secret
                ? throw new UsageException($"'{field.Key}' is a secret and cannot be an argument: others could read it in the process list. Leave it out to be asked, or use --secret-stdin {field.Key}.")
                : assignment[(equals + 1)..];
        }
    }

    /// <summary>Adds the secrets that are not there yet: from standard input, or asked for.</summary>
    /// <param name="kind">The kind of credential.</param>
    /// <param name="values">The values so far; takes the new ones.</param>
    /// <param name="fromInput">Key of the secret that standard input holds, or <c>null</c>.</param>
    /// <param name="skipped">Key of the secret that authorizing will bring, or <c>null</c>.</param>
    /// <param name="cancellationToken">Ends the wait for standard input.</param>
    /// <exception cref="UsageException">One is needed, and there is no way to get it.</exception>
    public static async Task AddSecretsAsync(CredentialKindCard kind, Dictionary<string, string> values, string? fromInput, string? skipped, CancellationToken cancellationToken)
    {
        if (fromInput is not null)
        {
            CredentialFieldCard field = kind.Fields.FirstOrDefault(candidate => candidate.Key == fromInput && candidate.Secret)
                ?? throw new UsageException($"--secret-stdin takes a secret of {kind.Id}: {string.Join(", ", kind.Fields.Where(candidate => candidate.Secret).Select(candidate => candidate.Key))}.");
            values[field.Key] = await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, field.Label, cancellationToken);
        }

        foreach (CredentialFieldCard field in kind.Fields.Where(field => field.Secret && field.Key != skipped && !values.ContainsKey(field.Key)))
        {
            // What is optional, or can be granted later, is asked for only where somebody is there to answer.
            bool granted = field.Key == kind.AuthorizedField;
            if ((!field.Required || granted) && System.Console.IsInputRedirected)
            {
                continue;
            }

            string value = SecretInput.Prompt(
                granted ? $"{field.Label} (Enter to grant access at the provider)" : field.Required ? field.Label : $"{field.Label} (optional, Enter to skip)");
            if (value.Length > 0)
            {
                values[field.Key] = value;
            }
        }
    }
}
