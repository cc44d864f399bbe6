namespace IntegrationHost.Metadata.Model;

/// <summary>A module: ThorAPI's metadata, and the HTTP operation behind it.</summary>
/// <param name="ModuleClass">Class by which workflows name it.</param>
/// <param name="ModuleType">Short key.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Category">Group.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Aliases">Further names.</param>
/// <param name="CredentialKinds">Kinds that can run it; empty for all.</param>
/// <param name="RequiredScopes">Scopes it needs.</param>
/// <param name="Inputs">Inputs.</param>
/// <param name="Outputs">Outputs.</param>
/// <param name="Operation">What it does.</param>
public sealed record ModuleMetadata(
    string ModuleClass, string ModuleType, string Name, string Category, string Description, EquatableArray<string> Aliases, EquatableArray<string> CredentialKinds,
    EquatableArray<string> RequiredScopes, EquatableArray<InputMetadata> Inputs, EquatableArray<OutputMetadata> Outputs, OperationMetadata Operation);

/// <summary>An input of a module.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">One of <see cref="ValueTypes"/>.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Default">Default as text; <c>null</c> for none.</param>
/// <param name="AllowedValues">Values it may have; empty for any.</param>
/// <param name="Minimum">Smallest number as text, or <c>null</c>.</param>
/// <param name="Maximum">Largest number as text, or <c>null</c>.</param>
/// <param name="MinLength">Fewest characters or items.</param>
/// <param name="MaxLength">Most characters or items.</param>
/// <param name="Pattern">Non-backtracking pattern, or <c>null</c>.</param>
/// <param name="Location"><c>path</c>, <c>query</c>, <c>header</c> or <c>body</c>.</param>
/// <param name="WireName">Name on the wire.</param>
public sealed record InputMetadata(
    string Name, string Type, string Description, bool Required, string? Default, EquatableArray<string> AllowedValues, string? Minimum, string? Maximum,
    int? MinLength, int? MaxLength, string? Pattern, string Location, string WireName);

/// <summary>An output of a module.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">One of <see cref="ValueTypes"/>.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Path">Path in the answer.</param>
public sealed record OutputMetadata(string Name, string Type, string Description, string Path);

/// <summary>The HTTP operation of a module.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with <c>{input}</c> placeholders.</param>
/// <param name="Body"><c>json</c>, <c>form</c> or <c>none</c>.</param>
/// <param name="Headers">Fixed headers.</param>
/// <param name="IdempotencyHeader">Header that carries a key made for each run, or <c>null</c>.</param>
/// <param name="ErrorWhen">What marks an error in a success status, or <c>null</c>.</param>
/// <param name="ErrorCode">Where the error's code stands, or <c>null</c>.</param>
/// <param name="ErrorMessage">Where the error's message stands, or <c>null</c>.</param>
public sealed record OperationMetadata(
    string Method, string Path, string Body, EquatableArray<NamedText> Headers, string? IdempotencyHeader, ConditionMetadata? ErrorWhen, string? ErrorCode, string? ErrorMessage);

/// <summary>The types of inputs and outputs.</summary>
public static class ValueTypes
{
    /// <summary>Text.</summary>
    public const string String = "string";

    /// <summary>A whole number of 64 bits.</summary>
    public const string Integer = "integer";

    /// <summary>A decimal number.</summary>
    public const string Number = "number";

    /// <summary>True or false.</summary>
    public const string Boolean = "boolean";

    /// <summary>A date and time with offset (RFC 3339).</summary>
    public const string DateTime = "datetime";

    /// <summary>A JSON array.</summary>
    public const string Array = "array";

    /// <summary>A JSON object.</summary>
    public const string Object = "object";
}
