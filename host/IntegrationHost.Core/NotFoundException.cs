namespace IntegrationHost.Core;

/// <summary>Something asked for by id does not exist.</summary>
/// <param name="thing">What it would be, such as <c>account</c>.</param>
/// <param name="id">The id asked for.</param>
public sealed class NotFoundException(string thing, string id) : Exception($"There is no {thing} {id}.")
{
    /// <summary>What it would be.</summary>
    public string Thing { get; } = thing;

    /// <summary>The id asked for.</summary>
    public string Id { get; } = id;
}
