using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using IntegrationHost.Metadata.Json;

namespace IntegrationHost.Metadata.Reading.Published;

/// <summary>Finds the modules in what a ThorAPI server publishes: an array, a map by class, or either of them in a wrapper.</summary>
internal static class PublishedModules
{
    /// <summary>Properties that make a file a provider file, whatever else it holds.</summary>
    private static readonly string[] ProviderWords = ["provider", "credentialKinds", "verifications", "$schema"];

    /// <summary>Names that wrappers have, in the order in which they are tried.</summary>
    private static readonly string[] Wrappers = ["modules", "execModules", "moduleMetadata", "metadata", "content", "data", "items", "results", "result", "value", "schemas"];

    private static readonly string[] ClassWords = ["moduleClass", "className", "class"];

    private static readonly string[] ModuleWords = ["moduleType", "name", "title", "description", "category", "inputs", "outputs", "config", "fields"];

    /// <summary>The modules, each with the class that its key in a map names; <c>null</c> if this is a provider file, or nothing of the kind.</summary>
    public static IReadOnlyList<PublishedEntry>? Find(JsonNode root)
    {
        if (root.Kind == JsonValueKind.Array)
        {
            return Entries(root);
        }

        return root.Kind != JsonValueKind.Object || IsProviderFile(root) ? null : Unwrap(root, 3);
    }

    /// <summary>Whether the modules of a file are written in the provider format.</summary>
    public static bool IsProviderFile(JsonNode root) =>
        root.Members.Any(member => ProviderWords.Contains(member.Name))
        || (root.Find("modules")?.Items ?? []).Any(item => item.Find("operation") is not null);

    private static IReadOnlyList<PublishedEntry>? Unwrap(JsonNode node, int levels)
    {
        foreach (JsonNode inner in Wrappers.Select(node.Find).Where(inner => inner is not null).Select(inner => inner!))
        {
            if (inner.Kind == JsonValueKind.Array)
            {
                return Entries(inner);
            }

            if (inner.Kind == JsonValueKind.Object && levels > 0 && Unwrap(inner, levels - 1) is { } found)
            {
                return found;
            }
        }

        if (LooksLikeModule(node) && ClassOf(node) is not null)
        {
            return [new PublishedEntry(node, null)];
        }

        // In a map of classes a value that is no object is a mistake in a module; anywhere else it only says that this is no such map.
        bool map = node.Members.Any(member => member.Value.Kind == JsonValueKind.Object && (LooksLikeModule(member.Value) || LooksLikeClass(member.Name)))
            && node.Members.All(member => member.Value.Kind == JsonValueKind.Object || LooksLikeClass(member.Name));
        return map ? [.. node.Members.Select(member => new PublishedEntry(member.Value, member.Name))] : Lists(node);
    }

    /// <summary>Lists of modules under names of the server's own, such as one for each category.</summary>
    private static IReadOnlyList<PublishedEntry>? Lists(JsonNode node)
    {
        JsonNode[] lists = [.. node.Members.Select(member => member.Value).Where(value => value.Items.Any(item => ClassOf(item) is not null))];
        return lists.Length == 0 ? null : [.. lists.SelectMany(Entries)];
    }

    /// <summary>The first class word with a text.</summary>
    public static JsonNode? ClassOf(JsonNode entry)
    {
        foreach (string word in ClassWords)
        {
            if (entry.Find(word) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static IReadOnlyList<PublishedEntry> Entries(JsonNode array) => [.. array.Items.Select(item => new PublishedEntry(item, null))];

    private static bool LooksLikeModule(JsonNode node) => ClassOf(node) is not null || ModuleWords.Count(word => node.Find(word) is not null) >= 2;

    private static bool LooksLikeClass(string name) => name.IndexOf('.') > 0 || name.EndsWith("Module", StringComparison.Ordinal);
}

/// <summary>A module as published.</summary>
/// <param name="Node">The object.</param>
/// <param name="Key">Its key in a map by class; <c>null</c> in an array.</param>
internal sealed record PublishedEntry(JsonNode Node, string? Key);
