using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Wire;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Api.ThorApi;

/// <summary>The catalogue as ThorAPI publishes module metadata: an array of ExtractedModuleMetadata by class. It does not change while the host runs, and is written once.</summary>
internal sealed class ModuleMetadata(IProviderCatalog catalog)
{
    private readonly Lazy<byte[]> utf8 = new(() => Encoding.UTF8.GetBytes(new JsonArray([.. catalog.Providers
        .SelectMany(provider => provider.Modules.Select(module => Describe(provider.Descriptor, module.Descriptor)))
        .OrderBy(module => (string?)module["moduleClass"], StringComparer.Ordinal)]).ToJsonString(WireJson.Options)));

    /// <summary>The document in UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8.Value;

    private static JsonObject Describe(ProviderDescriptor provider, ModuleDescriptor module)
    {
        JsonObject wire = new()
        {
            ["moduleType"] = module.ModuleType,
            ["moduleClass"] = module.ModuleClass,
            ["name"] = module.Name,
            ["category"] = module.Category,
            ["description"] = module.Description,
            ["version"] = provider.Version,
            ["icon"] = provider.Icon,
            ["accentColor"] = provider.AccentColor,
            ["tags"] = Texts(module.Tags),
            ["aliases"] = Texts(module.Aliases),
            ["inputs"] = new JsonArray([.. module.Inputs.Select(Input)]),
            ["outputs"] = new JsonArray([.. module.Outputs.Select(output => new JsonObject { ["name"] = output.Name, ["type"] = output.Type, ["description"] = output.Description })]),
            ["config"] = new JsonArray(),
            ["exceptions"] = new JsonArray([.. module.Errors.Select(Error)]),
            ["dependencies"] = new JsonArray([.. module.Dependencies.Select(Dependency)]),
            ["examples"] = new JsonArray(),
        };
        if (module.Behavior is { } behavior)
        {
            wire["behavior"] = new JsonObject
            {
                ["idempotent"] = behavior.Idempotent,
                ["requiresNetwork"] = behavior.RequiresNetwork,
                ["sideEffects"] = Texts(behavior.SideEffects),
                ["estimatedDurationMs"] = -1,
            };
        }

        if (module.NeedsCredential && Kind(provider, module) is { } kind)
            wire["integrationAccount"] = Account(provider, kind);
        return wire;
    }

    /// <summary>ThorAPI's InputField, and of its ConfigParameter what a form needs.</summary>
    private static JsonObject Input(ModuleFieldDescriptor field, int index)
    {
        JsonObject wire = new()
        {
            ["name"] = field.Name,
            ["type"] = field.Control.Length > 0 ? field.Control : field.Type,
            ["description"] = field.Description,
            ["required"] = field.Required,
            ["order"] = index,
        };
        if (field.Default is not null)
            wire["defaultValue"] = field.Default;
        if (field.AllowedValues.Count > 0)
            wire["allowedValues"] = Texts(field.AllowedValues);
        if (field.HelpText.Length > 0)
            wire["helpText"] = field.HelpText;
        if (field.Placeholder.Length > 0)
            wire["placeholder"] = field.Placeholder;
        if (field.Group.Length > 0)
            wire["group"] = field.Group;
        if (field.Examples.Count > 0)
            wire["examples"] = Texts(field.Examples);
        foreach ((string name, decimal? value) in new[] { ("min", field.Minimum), ("max", field.Maximum), ("step", field.Step) })
        {
            if (value is { } number)
                wire[name] = number;
        }

        if (field.Advanced)
            wire["advanced"] = true;
        if (field.Sensitive)
            wire["sensitive"] = true;
        return wire;
    }

    private static JsonObject Error(ErrorDescriptor error)
    {
        JsonObject wire = new() { ["exceptionClass"] = error.Code, ["cause"] = error.Cause, ["userAction"] = error.Action };
        if (error.Status is { } status)
            wire["httpStatus"] = status;
        return wire;
    }

    private static JsonObject Dependency(DependencyDescriptor dependency) =>
        new() { ["type"] = dependency.Type, ["name"] = dependency.Name, ["description"] = dependency.Description, ["required"] = dependency.Required };

    private static CredentialKindDescriptor? Kind(ProviderDescriptor provider, ModuleDescriptor module) =>
        provider.CredentialKinds.FirstOrDefault(kind => module.CredentialKinds.Count == 0 || module.CredentialKinds.Contains(kind.Id));

    private static JsonObject Account(ProviderDescriptor provider, CredentialKindDescriptor kind) => new()
    {
        ["accountName"] = provider.Id.ToUpperInvariant(),
        ["required"] = true,
        ["fields"] = Texts([.. kind.Fields.Select(field => AccountProperties.WireNames.GetValueOrDefault(field.AccountProperty)).OfType<string>().Distinct()]),
    };

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
