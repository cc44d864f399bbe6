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
/// <param name="Inputs">Inputs, in the order of a form.</param>
/// <param name="Outputs">Outputs.</param>
/// <param name="Operation">What it does; <c>null</c> if it is only described here and runs in ThorAPI.</param>
public sealed record ModuleMetadata(
    string ModuleClass, string ModuleType, string Name, string Category, string Description, EquatableArray<string> Aliases, EquatableArray<string> CredentialKinds,
    EquatableArray<string> RequiredScopes, EquatableArray<InputMetadata> Inputs, EquatableArray<OutputMetadata> Outputs, OperationMetadata? Operation)
{
    /// <summary>Whether it runs with a credential at all.</summary>
    public bool NeedsCredential { get; init; } = true;

    /// <summary>What running it is like; <c>null</c> if it is not told.</summary>
    public BehaviorMetadata? Behavior { get; init; }

    /// <summary>The errors it is known to end in.</summary>
    public EquatableArray<ErrorMetadata> Errors { get; init; } = EquatableArray<ErrorMetadata>.Empty;

    /// <summary>What it depends on.</summary>
    public EquatableArray<DependencyMetadata> Dependencies { get; init; } = EquatableArray<DependencyMetadata>.Empty;

    /// <summary>Words to find it by.</summary>
    public EquatableArray<string> Tags { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>An input of a module.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">One of <see cref="ValueTypes"/>.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Default">Default as text; <c>null</c> for none.</param>
/// <param name="AllowedValues">Values it may have, or of an array its items; empty for any.</param>
/// <param name="Minimum">Smallest number as text, or <c>null</c>.</param>
/// <param name="Maximum">Largest number as text, or <c>null</c>.</param>
/// <param name="MinLength">Fewest characters or items.</param>
/// <param name="MaxLength">Most characters or items.</param>
/// <param name="Pattern">Non-backtracking pattern, or <c>null</c>.</param>
/// <param name="Location"><c>path</c>, <c>query</c>, <c>header</c>, <c>cookie</c> or <c>body</c>.</param>
/// <param name="WireName">Name on the wire.</param>
public sealed record InputMetadata(
    string Name, string Type, string Description, bool Required, string? Default, EquatableArray<string> AllowedValues, string? Minimum, string? Maximum,
    int? MinLength, int? MaxLength, string? Pattern, string Location, string WireName)
{
    /// <summary>What an object or an array holds; <c>null</c> for any JSON.</summary>
    public ShapeMetadata? Shape { get; init; }

    /// <summary>How a form shows it.</summary>
    public PresentationMetadata Presentation { get; init; } = PresentationMetadata.Plain;
}

/// <summary>How a form shows an input.</summary>
/// <param name="Control">ThorAPI's field type, such as <c>textarea</c>; empty if it is the value's type.</param>
/// <param name="HelpText">More help than the description.</param>
/// <param name="Placeholder">Greyed text in the empty field.</param>
/// <param name="Order">Place among the inputs; <c>null</c> for the file's.</param>
/// <param name="Group">Heading it stands under; empty for none.</param>
/// <param name="Advanced">Whether it is hidden until asked for.</param>
/// <param name="Sensitive">Whether its value is hidden as it is typed and never logged.</param>
/// <param name="Step">Distance of two values of a number as text, or <c>null</c>.</param>
/// <param name="Examples">Values to show as examples.</param>
/// <param name="VisibleWhen">When it is shown; <c>null</c> for always.</param>
public sealed record PresentationMetadata(
    string Control, string HelpText, string Placeholder, int? Order, string Group, bool Advanced, bool Sensitive, string? Step, EquatableArray<string> Examples, VisibilityMetadata? VisibleWhen)
{
    /// <summary>Nothing said.</summary>
    public static readonly PresentationMetadata Plain = new("", "", "", null, "", false, false, null, EquatableArray<string>.Empty, null);
}

/// <summary>A condition on another input.</summary>
/// <param name="Input">The other input.</param>
/// <param name="Values">Any of them meets it, as text.</param>
public sealed record VisibilityMetadata(string Input, EquatableArray<string> Values);

/// <summary>An output of a module.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">One of <see cref="ValueTypes"/>.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Path">Path in the answer.</param>
public sealed record OutputMetadata(string Name, string Type, string Description, string Path)
{
    /// <summary>What an object or an array holds; <c>null</c> for any JSON.</summary>
    public ShapeMetadata? Shape { get; init; }
}

/// <summary>What a value is made of.</summary>
/// <param name="Type">One of <see cref="ValueTypes"/>.</param>
/// <param name="Properties">Of an object its properties; empty for any.</param>
/// <param name="Items">Of an array what its items are; <c>null</c> for any.</param>
/// <param name="AllowedValues">Of a text the values it may have; empty for any.</param>
public sealed record ShapeMetadata(string Type, EquatableArray<PropertyMetadata> Properties, ShapeMetadata? Items, EquatableArray<string> AllowedValues)
{
    /// <summary>Whether it says more than its type does.</summary>
    public bool IsTyped => Properties.Count > 0 || Items is not null;
}

/// <summary>A property of an object.</summary>
/// <param name="Name">Name on the wire.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Shape">What it is made of.</param>
public sealed record PropertyMetadata(string Name, string Description, bool Required, ShapeMetadata Shape);

/// <summary>The HTTP operation of a module.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with <c>{input}</c> placeholders.</param>
/// <param name="Body"><c>json</c>, <c>form</c>, <c>multipart</c> or <c>none</c>.</param>
/// <param name="Headers">Fixed headers.</param>
/// <param name="IdempotencyHeader">Header that carries a key made for each run, or <c>null</c>.</param>
/// <param name="ErrorWhen">What marks an error in a success status, or <c>null</c>.</param>
/// <param name="ErrorCode">Where the error's code stands, or <c>null</c>.</param>
/// <param name="ErrorMessage">Where the error's message stands, or <c>null</c>.</param>
public sealed record OperationMetadata(
    string Method, string Path, string Body, EquatableArray<NamedText> Headers, string? IdempotencyHeader, ConditionMetadata? ErrorWhen, string? ErrorCode, string? ErrorMessage)
{
    /// <summary>How to get to the next page; <c>null</c> if the answer is whole.</summary>
    public PagingMetadata? Paging { get; init; }

    /// <summary>Server it goes to; empty for the base address.</summary>
    public string Server { get; init; } = "";
}

/// <summary>How an operation's answer goes on.</summary>
/// <param name="Style">Name in the contract's enum, such as <c>Cursor</c>.</param>
/// <param name="Input">Input that says which page; empty for links.</param>
/// <param name="Next">Where the next cursor stands; empty for the other styles.</param>
/// <param name="Items">Where the page's items stand; empty if only the pages matter.</param>
/// <param name="More">Where it stands whether there are more; <c>null</c> if an empty page or cursor is the end.</param>
public sealed record PagingMetadata(string Style, string Input, string Next, string Items, string? More);

/// <summary>What running a module is like.</summary>
/// <param name="Idempotent">Whether running it twice is as running it once.</param>
/// <param name="RequiresNetwork">Whether it calls another service.</param>
/// <param name="SideEffects">What it changes elsewhere.</param>
public sealed record BehaviorMetadata(bool Idempotent, bool RequiresNetwork, EquatableArray<string> SideEffects);

/// <summary>An error that a module is known to end in.</summary>
/// <param name="Code">The provider's code or the exception's class.</param>
/// <param name="Status">HTTP status; <c>null</c> if it has none.</param>
/// <param name="Cause">Why it happens.</param>
/// <param name="Action">What to do about it.</param>
public sealed record ErrorMetadata(string Code, int? Status, string Cause, string Action);

/// <summary>Something a module depends on.</summary>
/// <param name="Type">Such as <c>service</c> or <c>library</c>.</param>
/// <param name="Name">Name.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Required">Whether it cannot run without.</param>
public sealed record DependencyMetadata(string Type, string Name, string Description, bool Required);

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

    /// <summary>A date (RFC 3339 full-date).</summary>
    public const string Date = "date";

    /// <summary>A date and time with offset (RFC 3339).</summary>
    public const string DateTime = "datetime";

    /// <summary>A JSON array.</summary>
    public const string Array = "array";

    /// <summary>A JSON object.</summary>
    public const string Object = "object";

    /// <summary>Any JSON.</summary>
    public const string Json = "json";

    /// <summary>A file of a multipart body.</summary>
    public const string File = "file";
}
