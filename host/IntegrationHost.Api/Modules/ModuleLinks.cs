using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Modules;

namespace IntegrationHost.Api.Modules;

/// <summary>Links by ids as they came: one that is none is told, and does not keep the others from being linked.</summary>
internal static class ModuleLinks
{
    public static async Task<IReadOnlyList<LinkOutcome>> LinkAsync(
        ModuleService modules, Guid accountId, IReadOnlyList<string> moduleIds, CancellationToken cancellationToken)
    {
        Guid[] known = [.. moduleIds.Select(Parse).OfType<Guid>().Distinct()];
        IReadOnlyList<ModuleLink> links = await modules.LinkAsync(accountId, known, cancellationToken);
        var outcomes = links.ToDictionary(link => link.ModuleId, link => new LinkOutcome(link.ModuleId.ToString(), link.Linked, link.Problem));
        return [.. moduleIds.Select((id, index) => Parse(id) is { } module ? outcomes[module] : NoId(index))];
    }

    private static Guid? Parse(string? id) => Guid.TryParseExact(id, "D", out Guid parsed) ? parsed : null;

    /// <summary>Named by its place, for what stands there may be anything.</summary>
    private static LinkOutcome NoId(int index) => new($"[{index}]", false, "This is no module id. Take the id from the list of modules.");
}
