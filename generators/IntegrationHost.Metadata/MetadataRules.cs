using System.Collections.Generic;

namespace IntegrationHost.Metadata;

/// <summary>All rules. The index page is <c>generators/README.md</c>; a test holds the two together.</summary>
public static class MetadataRules
{
    /// <summary>The text is not JSON.</summary>
    public static readonly MetadataRule NotJson = new("IHG001", "Not JSON", MetadataSeverity.Error);

    /// <summary>Size, depth or a count is beyond its limit.</summary>
    public static readonly MetadataRule TooLarge = new("IHG002", "Beyond a limit", MetadataSeverity.Error);

    /// <summary>A property that the format does not know.</summary>
    public static readonly MetadataRule UnknownProperty = new("IHG003", "Unknown property", MetadataSeverity.Error);

    /// <summary>A value of another JSON type.</summary>
    public static readonly MetadataRule WrongType = new("IHG004", "Wrong type", MetadataSeverity.Error);

    /// <summary>A property that must be there.</summary>
    public static readonly MetadataRule MissingProperty = new("IHG005", "Missing property", MetadataSeverity.Error);

    /// <summary>A value outside a closed set.</summary>
    public static readonly MetadataRule UnknownValue = new("IHG006", "Unknown value", MetadataSeverity.Error);

    /// <summary>A key, id or name that stands twice.</summary>
    public static readonly MetadataRule Duplicate = new("IHG007", "Stands twice", MetadataSeverity.Error);

    /// <summary>A name that refers to nothing.</summary>
    public static readonly MetadataRule UnknownReference = new("IHG008", "Refers to nothing", MetadataSeverity.Error);

    /// <summary>An earned verdict without a look at the provider's own envelope.</summary>
    public static readonly MetadataRule UnearnedVerdict = new("IHG009", "Verdict is not earned", MetadataSeverity.Error);

    /// <summary>Text that is not of the form its property needs.</summary>
    public static readonly MetadataRule BadFormat = new("IHG010", "Not of the needed form", MetadataSeverity.Error);

    /// <summary>Control, bidirectional or zero-width characters.</summary>
    public static readonly MetadataRule ForbiddenCharacter = new("IHG011", "Forbidden character", MetadataSeverity.Error);

    /// <summary>A field that looks like a secret and is not marked as one.</summary>
    public static readonly MetadataRule UnmarkedSecret = new("IHG012", "Looks like a secret", MetadataSeverity.Warning);

    /// <summary>An example that could be taken for a real secret.</summary>
    public static readonly MetadataRule RealLookingExample = new("IHG013", "Example looks real", MetadataSeverity.Error);

    /// <summary>A pattern that fixes a length; providers change those.</summary>
    public static readonly MetadataRule FixedLength = new("IHG014", "Pattern fixes a length", MetadataSeverity.Warning);

    /// <summary>A template of the generator failed.</summary>
    public static readonly MetadataRule TemplateFailed = new("IHG015", "Template failed", MetadataSeverity.Error);

    /// <summary>Two files of a project whose providers would be generated into one C# file.</summary>
    public static readonly MetadataRule SameProvider = new("IHG016", "Provider stands twice", MetadataSeverity.Error);

    /// <summary>A provider without its documentation or without the page on which its keys are made.</summary>
    public static readonly MetadataRule MissingLink = new("IHG017", "Missing link", MetadataSeverity.Warning);

    /// <summary>An operation that no credential kind of its provider can run.</summary>
    public static readonly MetadataRule NoCredentialKind = new("IHG018", "No kind can run it", MetadataSeverity.Warning);

    /// <summary>A field type of a published file that is not known; the field is read as text.</summary>
    public static readonly MetadataRule UnknownFieldType = new("IHG019", "Unknown field type", MetadataSeverity.Info);

    /// <summary>A part of a published file that cannot be used and was left out.</summary>
    public static readonly MetadataRule LeftOut = new("IHG020", "Left out", MetadataSeverity.Info);

    /// <summary>A property of a published file that is not known, but is spelt almost like one that is.</summary>
    public static readonly MetadataRule MaybeMisspelt = new("IHG021", "Perhaps misspelt", MetadataSeverity.Info);

    /// <summary>JSON that is neither a provider file nor ThorAPI's module metadata.</summary>
    public static readonly MetadataRule UnknownShape = new("IHG022", "Neither form of metadata", MetadataSeverity.Error);

    /// <summary>Every rule, by id.</summary>
    public static IReadOnlyList<MetadataRule> All { get; } =
    [
        NotJson, TooLarge, UnknownProperty, WrongType, MissingProperty, UnknownValue, Duplicate, UnknownReference,
        UnearnedVerdict, BadFormat, ForbiddenCharacter, UnmarkedSecret, RealLookingExample, FixedLength, TemplateFailed, SameProvider,
        MissingLink, NoCredentialKind, UnknownFieldType, LeftOut, MaybeMisspelt, UnknownShape,
    ];
}
