using System.Globalization;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Core;

/// <summary>Something asked for by id does not exist.</summary>
/// <param name="thing">What it would be, such as <c>account</c>.</param>
/// <param name="id">The id asked for, or words such as <c>of this name</c>. What is not an id of the host's own making is not repeated: it may be a secret in the wrong place.</param>
public sealed class NotFoundException(string thing, string id) : Exception($"There is no {thing} {Shown(thing, id)}.")
{
    /// <summary>What it would be.</summary>
    public string Thing { get; } = thing;

    /// <summary>The id asked for, as it may be shown.</summary>
    public string Id { get; } = Shown(thing, id);

    private static string Shown(string thing, string id) =>
        Guid.TryParse(id, out _) || int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _) || (thing == "token" && TokenText.IsId(id)) || id.StartsWith("of this ", StringComparison.Ordinal)
            ? id
            : "of this name";
}
