using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading.Published;

/// <summary>One module as ThorAPI publishes it: ExtractedModuleMetadata, ModuleSchema, or a mixture. Only its class must be there.</summary>
internal sealed class PublishedModuleReader
{
    private const int MaxFields = 512;

    private static readonly string[] Known =
    [
        "moduleClass", "className", "class", "moduleType", "type", "name", "title", "displayName", "moduleName", "category", "description", "longDescription", "version", "icon", "accentColor",
        "tags", "inputs", "outputs", "config", "fields", "exceptions", "behavior", "examples", "dependencies", "defaultConfig", "exampleConfigs", "integrationAccount", "beanName", "aliases",
    ];

    private readonly ProblemList problems;
    private readonly PublishedFieldReader fields = new();

    public PublishedModuleReader(ProblemList problems) => this.problems = problems;

    /// <summary>The module; <c>null</c> without a class.</summary>
    public PublishedModule? Read(PublishedEntry entry)
    {
        var module = new LooseReader(entry.Node, problems);
        if (entry.Node.Kind != JsonValueKind.Object)
        {
            module.Report(MetadataRules.WrongType, entry.Node, $"{Shown(entry)} must be an object: a module with its \"moduleClass\". Replace it, and every other entry that is none.");
            return null;
        }

        if (ClassOf(entry, module) is not { } moduleClass)
        {
            return null;
        }

        module.NoteMisspelt(Known);
        string simple = SimpleName(moduleClass);
        string category = module.Text("category") is { Length: > 0 } given ? given : CategoryOf(moduleClass);
        var metadata = new ModuleMetadata(
            moduleClass,
            TypeOf(module, simple),
            module.Text("name", "title", "displayName", "moduleName") is { Length: > 0 } name ? name : Words(simple),
            category,
            module.Text("description", "longDescription"),
            new EquatableArray<string>([.. module.Texts(16, "aliases").Concat(module.Texts(1, "beanName")).Select(LooseReader.Clean).Where(alias => alias.Length is > 0 and <= 300)]),
            EquatableArray<string>.Empty,
            EquatableArray<string>.Empty,
            Inputs(module),
            Outputs(module),
            null)
        {
            Behavior = module.Find("behavior") is { Kind: JsonValueKind.Object } behavior ? Behavior(new LooseReader(behavior, module)) : null,
            Errors = new EquatableArray<ErrorMetadata>([.. module.Objects("exceptions").Select(item => Error(item.Item, item.Key)).Where(error => error.Code.Length > 0).Take(64)]),
            Dependencies = new EquatableArray<DependencyMetadata>([.. module.Objects("dependencies").Select(item => Dependency(item.Item, item.Key)).Where(item => item.Name.Length > 0).Take(64)]),
            Tags = new EquatableArray<string>([.. module.Texts(16, "tags").Select(LooseReader.Clean).Where(tag => tag.Length > 0)]),
        };
        return new PublishedModule(metadata, module.Find("integrationAccount") is { Kind: JsonValueKind.Object } account ? Account(new LooseReader(account, module)) : null, module.Text("accentColor"), module.Text("icon"));
    }

    /// <summary><c>com.x.SlackPostModule</c> is <c>SlackPostModule</c>; a dotted id stays.</summary>
    public static string SimpleName(string moduleClass)
    {
        string last = moduleClass.Substring(Math.Max(moduleClass.LastIndexOf('.'), moduleClass.LastIndexOf('$')) + 1);
        return last.Length > 0 && char.IsUpper(last[0]) ? last : moduleClass;
    }

    private static string Shown(PublishedEntry entry) => entry.Node.Path.Length == 0 ? "The entry" : entry.Node.Path;

    private static string? ClassOf(PublishedEntry entry, LooseReader module)
    {
        JsonNode? node = PublishedModules.ClassOf(entry.Node);
        string? text = node is null ? entry.Key : LooseReader.RawOf(node)?.Trim();
        if (text is null or { Length: 0 })
        {
            module.Report(MetadataRules.MissingProperty, entry.Node, $"{Shown(entry)} has no \"moduleClass\", and nothing else tells the class. Add it.");
            return null;
        }

        if (!ModuleNaming.IsClass(text))
        {
            JsonNode place = node ?? entry.Node;
            module.Report(MetadataRules.BadFormat, place, $"{(place.Path.Length == 0 ? "The class" : place.Path)} must be {ModuleNaming.ClassForm}.");
            return null;
        }

        return text;
    }

    private static string TypeOf(LooseReader module, string simple)
    {
        string type = module.Text("moduleType");
        return ModuleNaming.IsFree(type) ? type : WithoutSuffix(simple);
    }

    private static string WithoutSuffix(string simple) => simple.Length > 6 && simple.EndsWith("Module", StringComparison.Ordinal) ? simple.Substring(0, simple.Length - 6) : simple;

    /// <summary>The package's last part, as a group: <c>com.x.modules.email.SendModule</c> is <c>Email</c>.</summary>
    private static string CategoryOf(string moduleClass)
    {
        string[] parts = moduleClass.Split('.');
        string? package = parts.Length > 2 && char.IsUpper(parts[parts.Length - 1][0]) ? parts[parts.Length - 2] : null;
        return package is null or "modules" ? "Other" : char.ToUpperInvariant(package[0]) + package.Substring(1);
    }

    /// <summary><c>ZoomMeetingModule</c> is <c>Zoom Meeting</c>.</summary>
    private static string Words(string simple)
    {
        string stem = WithoutSuffix(simple);
        var words = new StringBuilder();
        for (int index = 0; index < stem.Length; index++)
        {
            char c = stem[index];
            bool begins = char.IsUpper(c) && index > 0 && (!char.IsUpper(stem[index - 1]) || (index + 1 < stem.Length && char.IsLower(stem[index + 1])));
            words.Append(begins ? " " : "").Append(c is '.' or '_' or '-' or '$' ? ' ' : words.Length == 0 ? char.ToUpperInvariant(c) : c);
        }

        return words.ToString().Trim();
    }

    private EquatableArray<InputMetadata> Inputs(LooseReader module)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var inputs = new List<InputMetadata>();
        foreach ((LooseReader item, string? key) in module.Objects("inputs").Concat(module.Objects("config")).Concat(module.Objects("fields")))
        {
            if (fields.Input(item, key) is not { } input)
            {
                continue;
            }

            if (!taken.Add(input.Name))
            {
                item.LeaveOut(item.Node, "another field of the module has its name.");
            }
            else if (inputs.Count == MaxFields)
            {
                item.LeaveOut(item.Node, $"the module has more than {MaxFields} fields.");
                break;
            }
            else
            {
                inputs.Add(input);
            }
        }

        // A condition on a field that is not there would hide the input for ever, and without it nobody knows when it is required.
        return ModuleReader.InOrder(inputs.Select(input => input.Presentation.VisibleWhen is { } when && (when.Input == input.Name || !taken.Contains(when.Input))
            ? input with { Required = false, Presentation = input.Presentation with { VisibleWhen = null } }
            : input));
    }

    private static EquatableArray<OutputMetadata> Outputs(LooseReader module)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<(LooseReader Item, string? Key)> items = module.Find("outputs") is { Kind: JsonValueKind.Object } map && map.Find("fields") is not null
            ? new LooseReader(map, module).Objects("fields")
            : module.Objects("outputs");
        var outputs = new List<OutputMetadata>();
        foreach ((LooseReader item, string? key) in items.Take(MaxFields))
        {
            if (PublishedFieldReader.Output(item, key) is { } output)
            {
                if (taken.Add(output.Name))
                {
                    outputs.Add(output);
                }
                else
                {
                    item.LeaveOut(item.Node, "another output of the module has its name.");
                }
            }
        }

        return new EquatableArray<OutputMetadata>([.. outputs]);
    }

    private static BehaviorMetadata Behavior(LooseReader behavior) => new(
        behavior.Flag("idempotent"), behavior.Flag("requiresNetwork"),
        new EquatableArray<string>([.. behavior.Texts(16, "sideEffects").Select(LooseReader.Clean).Where(text => text.Length > 0)]));

    private static ErrorMetadata Error(LooseReader error, string? key) => new(
        error.Text("code", "exceptionClass") is { Length: > 0 } code ? code : LooseReader.Clean(key ?? ""), error.Integer("httpStatus") is { } status && status is >= 100 and <= 599 ? status : null, error.Text("cause"), error.Text("userAction", "recovery"));

    private static DependencyMetadata Dependency(LooseReader dependency, string? key) => dependency.Node.Kind == JsonValueKind.Object
        ? new DependencyMetadata(dependency.Text("type"), dependency.Text("name") is { Length: > 0 } name ? name : LooseReader.Clean(key ?? ""), dependency.Text("description"), dependency.Flag("required"))
        : new DependencyMetadata("", LooseReader.Clean(key ?? ""), "", false);

    private static PublishedAccount Account(LooseReader account) => new(account.Text("accountName"), account.Find("required") is null || account.Flag("required"), account.Texts(8, "fields"));
}

/// <summary>A module, and what its metadata says beside the model.</summary>
/// <param name="Module">The module; its credential kinds are still open.</param>
/// <param name="Account">The account it declares, or <c>null</c>.</param>
/// <param name="AccentColor">Its colour, or empty.</param>
/// <param name="Icon">Its icon, or empty.</param>
internal sealed record PublishedModule(ModuleMetadata Module, PublishedAccount? Account, string AccentColor, string Icon);

/// <summary>The account that a module declares, as the reports of some servers show it.</summary>
/// <param name="Name">Such as <c>MAILTRAP_PRIMARY</c>, or empty.</param>
/// <param name="Required">Whether it cannot run without.</param>
/// <param name="Fields">Properties of the account that it reads, such as <c>apiKey</c>.</param>
internal sealed record PublishedAccount(string Name, bool Required, string[] Fields);
