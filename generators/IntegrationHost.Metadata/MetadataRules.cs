using System.Collections.Generic;

namespace IntegrationHost.Metadata;

/// <summary>All rules. The index page is <c>generators/README.md</c>; a test holds the two together.</summary>
public static class MetadataRules
{
    /// <summary>The text is not JSON.</summary>
    public static readonly MetadataRule NotJson = new("IHG001", "Not JSON", true);

    /// <summary>Size, depth or a count is beyond its limit.</summary>
    public static readonly MetadataRule TooLarge = new("IHG002", "Beyond a limit", true);

    /// <summary>A property that the format does not know.</summary>
    public static readonly MetadataRule UnknownProperty = new("IHG003", "Unknown property", true);

    /// <summary>A value of another JSON type.</summary>
    public static readonly MetadataRule WrongType = new("IHG004", "Wrong type", true);

    /// <summary>A property that must be there.</summary>
    public static readonly MetadataRule MissingProperty = new("IHG005", "Missing property", true);

    /// <summary>A value outside a closed set.</summary>
    public static readonly MetadataRule UnknownValue = new("IHG006", "Unknown value", true);

    /// <summary>A key, id or name that stands twice.</summary>
    public static readonly MetadataRule Duplicate = new("IHG007", "Stands twice", true);

    /// <summary>A name that refers to nothing.</summary>
    public static readonly MetadataRule UnknownReference = new("IHG008", "Refers to nothing", true);

    /// <summary>An earned verdict without a look at the provider's own envelope.</summary>
    public static readonly MetadataRule UnearnedVerdict = new("IHG009", "Verdict is not earned", true);

    /// <summary>Text that is not of the form its property needs.</summary>
    public static readonly MetadataRule BadFormat = new("IHG010", "Not of the needed form", true);

    /// <summary>Control, bidirectional or zero-width characters.</summary>
    public static readonly MetadataRule ForbiddenCharacter = new("IHG011", "Forbidden character", true);

    /// <summary>A field that looks like a secret and is not marked as one.</summary>
    public static readonly MetadataRule UnmarkedSecret = new("IHG012", "Looks like a secret", false);

    /// <summary>An example that could be taken for a real secret.</summary>
    public static readonly MetadataRule RealLookingExample = new("IHG013", "Example looks real", true);

    /// <summary>A pattern that fixes a length; providers change those.</summary>
    public static readonly MetadataRule FixedLength = new("IHG014", "Pattern fixes a length", false);

    /// <summary>A template of the generator failed.</summary>
    public static readonly MetadataRule TemplateFailed = new("IHG015", "Template failed", true);

    /// <summary>Two files of a project whose providers would be generated into one C# file.</summary>
    public static readonly MetadataRule SameProvider = new("IHG016", "Provider stands twice", true);

    /// <summary>Every rule, by id.</summary>
    public static IReadOnlyList<MetadataRule> All { get; } =
    [
        NotJson, TooLarge, UnknownProperty, WrongType, MissingProperty, UnknownValue, Duplicate, UnknownReference,
        UnearnedVerdict, BadFormat, ForbiddenCharacter, UnmarkedSecret, RealLookingExample, FixedLength, TemplateFailed, SameProvider,
    ];
}
