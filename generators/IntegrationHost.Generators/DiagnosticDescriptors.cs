using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata;
using Microsoft.CodeAnalysis;

namespace IntegrationHost.Generators;

/// <summary>The compiler's form of the metadata rules. The release files beside the project list them for the analyzers.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "IntegrationHost.Metadata";

    private static readonly DiagnosticDescriptor NotJson = new("IHG001", "Not JSON", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor TooLarge = new("IHG002", "Beyond a limit", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownProperty = new("IHG003", "Unknown property", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor WrongType = new("IHG004", "Wrong type", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MissingProperty = new("IHG005", "Missing property", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownValue = new("IHG006", "Unknown value", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor Duplicate = new("IHG007", "Stands twice", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownReference = new("IHG008", "Refers to nothing", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnearnedVerdict = new("IHG009", "Verdict is not earned", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor BadFormat = new("IHG010", "Not of the needed form", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ForbiddenCharacter = new("IHG011", "Forbidden character", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnmarkedSecret = new("IHG012", "Looks like a secret", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor RealLookingExample = new("IHG013", "Example looks real", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor FixedLength = new("IHG014", "Pattern fixes a length", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor TemplateFailed = new("IHG015", "Template failed", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor SameProvider = new("IHG016", "Provider stands twice", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MissingLink = new("IHG017", "Missing link", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor NoCredentialKind = new("IHG018", "No kind can run it", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownFieldType = new("IHG019", "Unknown field type", "{0}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor LeftOut = new("IHG020", "Left out", "{0}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MaybeMisspelt = new("IHG021", "Perhaps misspelt", "{0}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownShape = new("IHG022", "Neither form of metadata", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new[]
    {
        NotJson, TooLarge, UnknownProperty, WrongType, MissingProperty, UnknownValue,
        Duplicate, UnknownReference, UnearnedVerdict, BadFormat, ForbiddenCharacter, UnmarkedSecret,
        RealLookingExample, FixedLength, TemplateFailed, SameProvider, MissingLink, NoCredentialKind,
        UnknownFieldType, LeftOut, MaybeMisspelt, UnknownShape,
    }.ToDictionary(descriptor => descriptor.Id);

    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    public static DiagnosticDescriptor Of(MetadataRule rule) => ById[rule.Id];
}
