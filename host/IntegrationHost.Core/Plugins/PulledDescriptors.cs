using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Plugins;

/// <summary>Metadata as descriptors. Whatever a file says of hosts, authentication and smoke tests stays out.</summary>
internal static class PulledDescriptors
{
    public static ProviderDescriptor Provider(ProviderMetadata provider) => new()
    {
        Id = provider.Id,
        Name = provider.Name,
        Category = provider.Category,
        Description = provider.Description,
        Version = provider.Version,
        AccentColor = provider.AccentColor,
        Icon = provider.Icon,
        DocsUrl = provider.DocsUrl,
        ManageUrl = provider.ManageUrl,
        BaseUrl = "",
        AllowedHosts = [],
        CredentialKinds = [.. provider.CredentialKinds.Select(Kind)],
    };

    public static ModuleDescriptor Module(ModuleMetadata module) => new()
    {
        ModuleClass = module.ModuleClass,
        ModuleType = module.ModuleType,
        Name = module.Name,
        Category = module.Category,
        Description = module.Description,
        Aliases = module.Aliases,
        CredentialKinds = module.CredentialKinds,
        RequiredScopes = module.RequiredScopes,
        NeedsCredential = module.NeedsCredential,
        RunsHere = false,
        Tags = module.Tags,
        Inputs = [.. module.Inputs.Select(Input)],
        Outputs = [.. module.Outputs.Select(output => new ModuleFieldDescriptor { Name = output.Name, Type = output.Type, Description = output.Description })],
    };

    private static CredentialKindDescriptor Kind(CredentialKindMetadata kind) => new()
    {
        Id = kind.Id,
        Name = kind.Name,
        Description = kind.Description,
        DocsUrl = kind.DocsUrl,
        ManageUrl = kind.ManageUrl,
        Fields = [.. kind.Fields.Select(Field)],
        Auth = new AuthDescriptor { Scheme = AuthScheme.Stored },
        Verification = new VerificationDescriptor { Requests = [], Rules = [] },
    };

    private static CredentialFieldDescriptor Field(CredentialFieldMetadata field) => new()
    {
        Key = field.Key,
        Label = field.Label,
        Help = field.Help,
        Placeholder = field.Placeholder,
        Secret = field.Secret,
        Required = field.Required,
        MultiLine = field.MultiLine,
        Pattern = field.Pattern,
        Prefixes = field.Prefixes,
        MinLength = field.MinLength,
        MaxLength = field.MaxLength,
        Example = field.Example,
        ImportEnvironment = field.ImportEnvironment,
        AccountProperty = Enum.Parse<AccountProperty>(field.AccountProperty),
    };

    private static ModuleFieldDescriptor Input(InputMetadata input) => new()
    {
        Name = input.Name,
        Type = input.Type,
        Description = input.Description,
        Required = input.Required,
        AllowedValues = input.AllowedValues,
        Control = input.Presentation.Control,
        HelpText = input.Presentation.HelpText,
        Sensitive = input.Presentation.Sensitive,
    };
}
