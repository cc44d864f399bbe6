using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>One place of an ExecModule's text that names its account.</summary>
/// <param name="Name">The property.</param>
/// <param name="Value">Where its value stands.</param>
/// <param name="Kind">What the value is.</param>
/// <param name="Id">The account that it names; <c>null</c> for none.</param>
/// <param name="Nested">Whether it stands in the auth config and not in the module itself.</param>
internal sealed record LinkPlace(string Name, Range Value, JsonTokenType Kind, string? Id, bool Nested)
{
    /// <summary>Whether it names an account by its bare id, and not by an object that holds it.</summary>
    public bool IsBare => Kind == JsonTokenType.String || Name == ModuleLinkText.IdName;

    /// <summary>Whether it holds something.</summary>
    public bool IsSet => Kind != JsonTokenType.Null;
}
