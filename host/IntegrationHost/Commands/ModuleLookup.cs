using IntegrationHost.Client;

namespace IntegrationHost.Commands;

/// <summary>ExecModules by what people type: ids, or names that only one module has.</summary>
internal static class ModuleLookup
{
    /// <exception cref="UsageException">No module has the name, or several do.</exception>
    public static async Task<string> IdAsync(IIntegrationHostClient client, string idOrName, CancellationToken cancellationToken) =>
        (await IdsAsync(client, [idOrName], cancellationToken))[0];

    /// <summary>Several at once, in their order.</summary>
    /// <exception cref="UsageException">No module has one of the names, or several do.</exception>
    public static async Task<string[]> IdsAsync(IIntegrationHostClient client, IReadOnlyList<string> idsOrNames, CancellationToken cancellationToken)
    {
        if (idsOrNames.All(IsId))
            return [.. idsOrNames];
        ILookup<string, string> byName = (await client.GetModulesAsync(cancellationToken))
            .Where(module => module.Name is not null)
            .ToLookup(module => module.Name!, module => module.Id!, StringComparer.OrdinalIgnoreCase);
        return [.. idsOrNames.Select((given, place) => IsId(given) ? given : Only(byName[given], place + 1))];
    }

    private static bool IsId(string text) => Guid.TryParse(text, out _);

    private static string Only(IEnumerable<string> ids, int place) => ids.ToArray() switch
    {
        [var only] => only,
        [] => throw new UsageException($"No module has the name that was given as module {place}. 'integration-host modules list' shows them.", ExitCodes.NotFound),
        var several => throw new UsageException($"{several.Length} modules have the name that was given as module {place}. Use an id: {string.Join(", ", several)}."),
    };
}
