using System;
using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Reading;
using IntegrationHost.Metadata.Reading.Published;

namespace IntegrationHost.Metadata.Services;

/// <summary>
/// Which credential a published module runs with. In this order: what its own metadata declares, what is known of its service, what its sensitive fields and network use tell.
/// A module of which nothing says that it needs one, needs none.
/// </summary>
internal sealed class CredentialHints
{
    /// <summary>The kind of modules that need some account, of which no more is known.</summary>
    private const string AnyKind = "account";

    private readonly SortedDictionary<string, CredentialKindMetadata> kinds = new(StringComparer.Ordinal);

    /// <summary>The kinds that modules were given, by id.</summary>
    public EquatableArray<CredentialKindMetadata> Kinds => new([.. kinds.Values]);

    public ModuleMetadata Apply(PublishedModule published)
    {
        ModuleMetadata module = published.Module;
        KnownService? service = KnownServices.Of(module);
        if (published.Account is { } account)
        {
            return With(module, service, account.Fields.Length > 0 ? account.Fields : [.. (service?.Fields ?? KnownServices.AnyFields).Select(field => field.Property)], account.Required);
        }

        if (CredentialFree.Contains(module.ModuleClass))
        {
            return module with { NeedsCredential = false };
        }

        if (service is not null)
        {
            return With(module, service, [.. service.Fields.Select(field => field.Property)], required: true);
        }

        bool secret = module.Inputs.Any(input => input.Presentation.Sensitive || IsAccount(input.Name));
        return secret || module.Behavior is { RequiresNetwork: true }
            ? With(module, null, [.. KnownServices.AnyFields.Select(field => field.Property)], required: true)
            : module with { NeedsCredential = false };
    }

    private static bool IsAccount(string input) => input.EndsWith("Account", StringComparison.Ordinal) || input is "integrationAccount" or "accountName";

    private ModuleMetadata With(ModuleMetadata module, KnownService? service, string[] properties, bool required)
    {
        string id = service?.Id ?? AnyKind;
        string[] known = [.. properties.Where(property => KnownServices.AnyFields.Any(field => field.Property == property)).Distinct()];
        if (!kinds.TryGetValue(id, out CredentialKindMetadata? kind))
        {
            kind = Kind(id, service);
        }

        // What one module does not name, another of the same service may.
        KnownField[] offered = [.. (service?.Fields ?? KnownServices.AnyFields).Where(field => known.Length == 0 || service is not null || known.Contains(field.Property))];
        string[] missing = [.. known.Where(property => offered.All(field => field.Property != property))];
        IEnumerable<KnownField> fields = offered.Concat(KnownServices.AnyFields.Where(field => missing.Contains(field.Property)));
        kinds[id] = kind with
        {
            Fields = new EquatableArray<CredentialFieldMetadata>([.. kind.Fields.Concat(fields.Where(field => kind.Fields.All(other => other.Key != field.Property)).Select(Field))]),
        };
        return module with { NeedsCredential = required, CredentialKinds = required ? new EquatableArray<string>([id]) : EquatableArray<string>.Empty };
    }

    private static CredentialKindMetadata Kind(string id, KnownService? service) => new(
        id,
        service is null ? "Integration account" : service.Name + " account",
        service is null ? "Which values it needs is not documented; fill in those that the service gives you." : "Kept for ThorAPI, which runs these modules; this host sends it nowhere and cannot test it.",
        null, null, EquatableArray<CredentialFieldMetadata>.Empty, CredentialReader.Stored, VerificationReader.None);

    private static CredentialFieldMetadata Field(KnownField field) => new(
        field.Property, field.Label, field.Help, "", field.Property != "username", field.Required, null, EquatableArray<string>.Empty, null, null, "",
        EquatableArray<string>.Empty, char.ToUpperInvariant(field.Property[0]) + field.Property.Substring(1));
}
