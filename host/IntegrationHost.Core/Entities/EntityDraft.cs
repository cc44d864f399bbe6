using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Modules;

namespace IntegrationHost.Core.Entities;

/// <summary>An entity that came in, taken apart: what is kept as text, what is sealed, and what belongs to it.</summary>
internal sealed class EntityDraft
{
    private EntityDraft(JsonObject wire) => Wire = wire;

    /// <summary>What is kept as text.</summary>
    public JsonObject Wire { get; }

    /// <summary>Secure properties to set, or to clear with <c>null</c>. Those that are absent or masked are kept.</summary>
    public Dictionary<string, string?> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>Listed entities by the list they stand in.</summary>
    public Dictionary<EntityChildren, JsonArray> Children { get; } = [];

    /// <param name="type">The type.</param>
    /// <param name="body">What came in.</param>
    /// <param name="stored">The text that is stored; <c>null</c> for a new entity.</param>
    /// <param name="merge">Whether <paramref name="body"/> is a merge patch; otherwise it is the whole object.</param>
    /// <param name="setSecrets">Secure properties that are stored.</param>
    /// <param name="version">The number of the stored version.</param>
    /// <exception cref="EntityValidationException">It is not what the contract allows.</exception>
    /// <exception cref="ConflictException">It was made of an older version.</exception>
    public static EntityDraft Of(EntityType type, JsonObject body, JsonObject? stored, bool merge, IReadOnlyCollection<string> setSecrets, long version)
    {
        ProblemList problems = new();
        JsonObject given = Copy(body);
        CheckVersion(type, given, stored, version);
        UseNewestNames(type, given, stored);
        EntityDraft draft = new(merge && stored is not null ? stored : given);
        draft.TakeSecrets(type, given, merge, setSecrets, problems);
        draft.TakeChildren(type, given, problems);
        RemoveHostsOwn(type, given);
        if (draft.Wire != given)
            MergePatch.Apply(draft.Wire, given);
        foreach (EntityField field in type.Fields.Where(field => draft.Wire[field.Name] is null))
            draft.Wire.Remove(field.Name);
        ModuleJson.DropNestedSecrets(draft.Wire);
        EntityRules.Apply(type, draft.Wire, problems);
        Throw(problems);
        return draft;
    }

    public static void Throw(ProblemList problems)
    {
        try
        {
            problems.ThrowIfAny();
        }
        catch (AccountValidationException invalid)
        {
            throw new EntityValidationException(invalid.Errors);
        }
    }

    private static JsonObject Copy(JsonObject body)
    {
        try
        {
            return ModuleJson.Copy(body);
        }
        catch (JsonException)
        {
            throw new EntityValidationException(new Dictionary<string, IReadOnlyList<string>> { ["body"] = ["A property stands twice. Name each once."] });
        }
    }

    private static void CheckVersion(EntityType type, JsonObject given, JsonObject? stored, long version)
    {
        if (type.VersionProperty is not { } property || given[property] is not { } node)
            return;
        if (stored is not null && node.GetValueKind() == JsonValueKind.Number && (!node.AsValue().TryGetValue(out long known) || known != version))
            throw new ConflictException($"The {type.Name} was changed by someone else meanwhile. Read it again, then repeat the change.");
    }

    // Both names stand in what is read. The one that a client changed is the one that it knows.
    private static void UseNewestNames(EntityType type, JsonObject given, JsonObject? stored)
    {
        foreach (EntityField field in type.Fields.Where(field => field.Alias is not null))
        {
            if (!given.ContainsKey(field.Alias!))
                continue;
            bool aliasCounts = !given.ContainsKey(field.Name) || JsonNode.DeepEquals(given[field.Name], stored?[field.Name]);
            if (aliasCounts)
                given[field.Name] = given[field.Alias!]?.DeepClone();
            given.Remove(field.Alias!);
        }
    }

    private void TakeSecrets(EntityType type, JsonObject given, bool merge, IReadOnlyCollection<string> setSecrets, ProblemList problems)
    {
        foreach (EntityField field in type.Fields.Where(field => field.Secure))
        {
            bool isThere = given.TryGetPropertyValue(field.Name, out JsonNode? node);
            given.Remove(field.Name);
            if (node is not null && node.GetValueKind() != JsonValueKind.String)
                problems.Add(field.Name, $"{field.Name} must be a text.");
            else if (node is not null && (string)node! is { } value && value != EntityTypes.Mask)
                Secrets[field.Name] = value;
            else if (isThere && node is null && merge)
                Secrets[field.Name] = null;

            if (Secrets.GetValueOrDefault(field.Name) is { } set)
                EntityRules.CheckSecret(field, set, problems);
            else if (field.Required && (Secrets.ContainsKey(field.Name) || !setSecrets.Contains(field.Name)))
                problems.Add(field.Name, $"{field.Name} is missing. {type.Name} cannot be without it.");
        }

        // Secure in another entity, unknown in this one: nothing here would seal it.
        foreach (string name in EntityTypes.SecureAnywhere)
            given.Remove(name);
    }

    private void TakeChildren(EntityType type, JsonObject given, ProblemList problems)
    {
        foreach (EntityChildren children in type.Children)
        {
            foreach (string name in new[] { children.Property, children.Alias }.OfType<string>())
            {
                JsonNode? node = given[name];
                given.Remove(name);
                if (node is JsonArray list && list.All(item => item is JsonObject))
                    Children.TryAdd(children, list);
                else if (node is not null)
                    problems.Add(name, $"{name} must be a list of objects.");
            }
        }
    }

    private static void RemoveHostsOwn(EntityType type, JsonObject given)
    {
        foreach (string name in (string[])["id", "ownerId", "createdDate", "lastModifiedById", "lastModifiedDate", .. EntityTypes.Hidden])
            given.Remove(name);
        if (type.VersionProperty is { } version)
            given.Remove(version);
    }
}
