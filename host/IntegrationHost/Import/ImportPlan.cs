using IntegrationHost.Client.Wire;

namespace IntegrationHost.Import;

/// <summary>What lies around and could be stored, and what lies around and could not.</summary>
/// <param name="Found">What could be stored.</param>
/// <param name="LeftOut">The rest.</param>
internal sealed record ImportPlan(IReadOnlyList<FoundCredential> Found, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>Looks at every source.</summary>
    /// <param name="catalog">The providers.</param>
    /// <param name="surroundings">Where to look.</param>
    /// <param name="now">Now: what its source says has ended is left out.</param>
    public static ImportPlan Make(IReadOnlyList<ProviderCard> catalog, Surroundings surroundings, DateTimeOffset now)
    {
        List<LeftOut> leftOut = [];
        List<FoundCredential> found = [];
        IImportSource[] sources = [new EnvironmentSource(catalog), new GitHubCliSource(), new StripeCliSource(), new GoogleKeySource(), new VaultTokenSource()];
        foreach (RawValue raw in sources.SelectMany(source => source.Read(surroundings, leftOut)))
        {
            if (raw.ExpiresAt <= now)
                leftOut.Add(new LeftOut(raw.Source, $"It ended on {raw.ExpiresAt:yyyy-MM-dd}. Make a new one."));
            else
                found.AddRange(CredentialFit.Find(catalog, raw, surroundings, leftOut));
        }

        return new ImportPlan(WithoutRepeats(found, leftOut), leftOut);
    }

    private static List<FoundCredential> WithoutRepeats(List<FoundCredential> found, List<LeftOut> leftOut)
    {
        List<FoundCredential> kept = [];
        foreach (FoundCredential credential in found)
        {
            if (kept.Find(other => IsSame(other, credential)) is not { } same)
                kept.Add(credential);
            else if (same.Source != credential.Source)
                leftOut.Add(new LeftOut(credential.Source, $"It is the same as in {same.Source}."));
        }

        return kept;
    }

    private static bool IsSame(FoundCredential one, FoundCredential other) => one.Provider.Id == other.Provider.Id && one.Kind.Id == other.Kind.Id && one.BaseUrl == other.BaseUrl
        && one.Kind.Fields.Where(field => field is { Secret: true, Required: true })
            .All(field => one.Fields.GetValueOrDefault(field.Key) == other.Fields.GetValueOrDefault(field.Key));
}
