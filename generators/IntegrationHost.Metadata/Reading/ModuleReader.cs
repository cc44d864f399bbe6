using System;
using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Modules of a provider file: ThorAPI's metadata shape and the operation behind it.</summary>
internal sealed class ModuleReader
{
    private readonly ProblemList problems;
    private readonly EquatableArray<CredentialKindMetadata> kinds;
    private readonly string[] servers;

    public ModuleReader(ProblemList problems, EquatableArray<CredentialKindMetadata> kinds, string[] servers)
    {
        this.problems = problems;
        this.kinds = kinds;
        this.servers = servers;
    }

    public ModuleMetadata Module(JsonNode node)
    {
        var module = new ObjectReader(node, problems);
        OperationMetadata? operation = module.Find("operation") is { } described ? new OperationReader(problems, servers).Operation(described) : null;
        EquatableArray<InputMetadata> inputs = Inputs(module, operation);
        bool needsCredential = module.Find("needsCredential") is null || module.Flag("needsCredential");
        EquatableArray<string> runners = module.List("credentialKinds", 64, item => Kind(module, item));
        if (operation is not null)
        {
            OperationReader.CheckInputs(module, operation, inputs, [.. inputs.Select(input => input.Name), .. PlainFields(runners)]);
            CheckMail(module, operation, runners);
        }

        CheckRunners(module, operation, needsCredential, runners);
        var values = new ValueReader(problems);
        EquatableArray<OutputMetadata> outputs = module.List("outputs", 512, item => values.Output(item, operation is null));
        FileReader.Distinct(problems, module.Find("outputs"), "name");
        var metadata = new ModuleMetadata(
            ModuleNaming.Class(module, "moduleClass"),
            ModuleNaming.Name(module, "moduleType", operation is null, @"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", "a short key of letters, digits, \".\", \"_\" and \"-\""),
            module.Text("name"),
            module.OptionalText("category") ?? "",
            module.OptionalText("description") ?? "",
            module.Texts("aliases"),
            runners,
            module.Texts("requiredScopes", 256),
            inputs,
            outputs,
            operation)
        {
            NeedsCredential = needsCredential,
            Behavior = module.Find("behavior") is { } behavior ? Behavior(new ObjectReader(behavior, problems)) : null,
            Errors = module.List("exceptions", 64, Error),
            Dependencies = module.List("dependencies", 64, Dependency),
            Tags = module.Texts("tags"),
        };

        // The rest of ThorAPI's shape: accepted, and of no use to the generated code.
        module.End("longDescription", "version", "icon", "accentColor", "examples");
        return metadata;
    }

    /// <summary>ThorAPI tells run-time inputs from settings; whoever runs a module gives both.</summary>
    private EquatableArray<InputMetadata> Inputs(ObjectReader module, OperationMetadata? operation)
    {
        var values = new ValueReader(problems);
        EquatableArray<InputMetadata> given = module.List("inputs", 512, item => values.Input(item, operation));
        EquatableArray<InputMetadata> settings = module.List("config", 512, item => values.Input(item, operation));
        FileReader.Distinct(problems, "name", module.Find("inputs"), module.Find("config"));
        ValueReader.CheckVisibility(module, given.Concat(settings).ToArray());
        return InOrder(given.Concat(settings));
    }

    /// <summary>By their order, and among equals as in the file; those without one come last.</summary>
    public static EquatableArray<InputMetadata> InOrder(IEnumerable<InputMetadata> inputs) =>
        new([.. inputs.OrderBy(input => input.Presentation.Order ?? int.MaxValue)]);

    private void CheckRunners(ObjectReader module, OperationMetadata? operation, bool needsCredential, EquatableArray<string> runners)
    {
        if (!needsCredential && runners.Count > 0)
        {
            module.Report(MetadataRules.BadFormat, module.Find("credentialKinds")!, $"{module.Path} needs no credential and yet names credentialKinds. Remove one of the two.");
        }

        if (!needsCredential && operation is not null)
        {
            module.Report(MetadataRules.BadFormat, module.Find("operation")!, $"{module.Path} needs no credential and yet has an operation; the host calls a provider with an account only. Remove one of the two.");
        }

        // A kind that is not there has been told already.
        bool known = runners.All(runner => kinds.Any(kind => kind.Id == runner));
        if (needsCredential && known && operation is not null && kinds.Count > 0 && kinds.All(kind => kind.Auth.Scheme == CredentialReader.Stored.Scheme || (runners.Count > 0 && !runners.Contains(kind.Id))))
        {
            module.Report(MetadataRules.NoCredentialKind, module.Find("operation")!, $"{module.Path} has an operation, but no credential kind that could run it has an \"auth\". Add one, or name another kind in its credentialKinds.");
        }
    }

    /// <summary>A mailbox is reached by its own protocols, and by no other module.</summary>
    private void CheckMail(ObjectReader module, OperationMetadata operation, EquatableArray<string> runners)
    {
        bool mail = AuthReader.MailServers.Contains(operation.Server);
        CredentialKindMetadata? unfit = kinds.FirstOrDefault(kind =>
            kind.Auth.Scheme != CredentialReader.Stored.Scheme && (runners.Count == 0 || runners.Contains(kind.Id)) && (kind.Auth.Scheme == "Mail") != mail);
        if (unfit is not null)
        {
            string reason = mail ? "has no mail server" : "reaches mail servers only";
            module.Report(MetadataRules.UnknownReference, module.Find("operation")!, $"{module.Path} can be run with the kind \"{unfit.Id}\", which {reason}. Name the kinds that can run it in credentialKinds.");
        }
    }

    private string Kind(ObjectReader module, JsonNode node)
    {
        string id = module.TextOf(node) ?? "";
        string[] ids = [.. kinds.Select(kind => kind.Id)];
        if (!ids.Contains(id))
        {
            module.Report(MetadataRules.UnknownReference, node, $"{node.Path} names no credential kind. {Suggestion.For(id, ids)}");
        }

        return id;
    }

    /// <summary>Fields that every kind has that can run the module, and that are no secret: the host can fill them into the path.</summary>
    private IEnumerable<string> PlainFields(EquatableArray<string> runners) => kinds
        .Where(kind => runners.Count == 0 || runners.Contains(kind.Id))
        .Select(kind => kind.Fields.Where(field => !field.Secret).Select(field => field.Key))
        .Aggregate((IEnumerable<string>?)null, (all, fields) => all?.Intersect(fields) ?? fields) ?? [];

    private static BehaviorMetadata Behavior(ObjectReader behavior)
    {
        var metadata = new BehaviorMetadata(behavior.Flag("idempotent"), behavior.Flag("requiresNetwork"), behavior.Texts("sideEffects"));
        behavior.End(
            "stateful", "async", "parallel", "estimatedDurationMs", "dependencies", "requiresElevated", "estimatedMemoryMb", "cacheable", "cacheTtlSeconds");
        return metadata;
    }

    private ErrorMetadata Error(JsonNode node)
    {
        var error = new ObjectReader(node, problems);
        string code = error.OptionalText("code") ?? error.Text("exceptionClass");
        string action = error.OptionalText("userAction") ?? error.OptionalText("recovery") ?? "";
        var metadata = new ErrorMetadata(code, error.Number("httpStatus", 100, 599), error.OptionalText("cause") ?? "", action);
        error.End("exceptionClass", "recovery");
        return metadata;
    }

    private DependencyMetadata Dependency(JsonNode node)
    {
        var dependency = new ObjectReader(node, problems);
        var metadata = new DependencyMetadata(
            dependency.OptionalText("type") ?? "", dependency.Text("name"), dependency.OptionalText("description") ?? "", dependency.Flag("required"));
        dependency.End("version", "setup", "fallback");
        return metadata;
    }
}
