using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Reading.Published;

namespace IntegrationHost.Metadata.Comparison;

/// <summary>Tells what is different between two versions of a set of modules, and what of it breaks.</summary>
public static class MetadataComparison
{
    /// <summary>The changes, by class. Which file a module stands in, and its order, make no difference.</summary>
    /// <param name="older">Modules with distinct classes.</param>
    /// <param name="newer">Modules with distinct classes.</param>
    public static IReadOnlyList<MetadataChange> Compare(IEnumerable<ModuleMetadata> older, IEnumerable<ModuleMetadata> newer)
    {
        var before = older.ToDictionary(module => module.ModuleClass, StringComparer.Ordinal);
        var after = newer.ToDictionary(module => module.ModuleClass, StringComparer.Ordinal);
        var changes = new List<MetadataChange>();
        List<ModuleMetadata> gone = [.. before.Values.Where(module => !after.ContainsKey(module.ModuleClass)).OrderBy(module => module.ModuleClass, StringComparer.Ordinal)];
        foreach (ModuleMetadata module in after.Values.OrderBy(module => module.ModuleClass, StringComparer.Ordinal))
        {
            if (before.TryGetValue(module.ModuleClass, out ModuleMetadata? same))
            {
                changes.AddRange(OfModule(same, module));
            }
            else if (gone.FirstOrDefault(old => IsRenamed(old, module)) is { } old)
            {
                gone.Remove(old);
                changes.Add(Renamed(old, module));
                changes.AddRange(OfModule(old, module));
            }
            else
            {
                changes.Add(new MetadataChange(ChangeKind.Added, module.ModuleClass, "", module.Name, false));
            }
        }

        changes.AddRange(gone.Select(module => new MetadataChange(ChangeKind.Removed, module.ModuleClass, "", $"{module.Name}: workflows that name it have no module any more", true)));
        return [.. changes.OrderBy(change => change.ModuleClass, StringComparer.Ordinal)];
    }

    /// <summary>The same simple name in another package, the same type, or the same name with the same inputs.</summary>
    private static bool IsRenamed(ModuleMetadata old, ModuleMetadata module) =>
        Simple(old) == Simple(module) || (old.ModuleType.Length > 0 && string.Equals(old.ModuleType, module.ModuleType, StringComparison.OrdinalIgnoreCase))
        || (old.Name == module.Name && old.Inputs.Count > 0 && old.Inputs.Select(input => input.Name).SequenceEqual(module.Inputs.Select(input => input.Name)));

    private static string Simple(ModuleMetadata module) => PublishedModuleReader.SimpleName(module.ModuleClass);

    private static MetadataChange Renamed(ModuleMetadata old, ModuleMetadata module)
    {
        // A class that moved to another package is still found by its simple name, and one whose old name is an alias by that.
        bool found = Simple(old) == Simple(module) || module.Aliases.Any(alias => alias == old.ModuleClass || alias == Simple(old));
        return new MetadataChange(ChangeKind.Renamed, module.ModuleClass, "", $"was {old.ModuleClass}", !found);
    }

    private static IEnumerable<MetadataChange> OfModule(ModuleMetadata before, ModuleMetadata after)
    {
        MetadataChange Change(string description, bool breaking) => new(ChangeKind.Changed, after.ModuleClass, "", description, breaking);
        if (before.NeedsCredential != after.NeedsCredential)
        {
            yield return Change(after.NeedsCredential ? "needs a credential now" : "needs no credential any more", after.NeedsCredential);
        }

        string[] scopes = [.. after.RequiredScopes.Except(before.RequiredScopes)];
        if (scopes.Length > 0)
        {
            yield return Change($"needs more scopes: {string.Join(", ", scopes)}", true);
        }

        if (before.ModuleType != after.ModuleType)
        {
            yield return Change($"type was {before.ModuleType}, is {after.ModuleType}", true);
        }

        if (before.Name != after.Name || before.Description != after.Description || before.Category != after.Category || !before.Tags.Equals(after.Tags) || !before.Aliases.Equals(after.Aliases)
            || !Equals(before.Behavior, after.Behavior) || !before.Errors.Equals(after.Errors) || !before.Dependencies.Equals(after.Dependencies))
        {
            yield return Change("description", false);
        }

        foreach (MetadataChange change in Members(
            after.ModuleClass, "input", [.. before.Inputs.Select(Member.Of)], [.. after.Inputs.Select(Member.Of)], OfInput)
            .Concat(Members(after.ModuleClass, "output", [.. before.Outputs.Select(Member.Of)], [.. after.Outputs.Select(Member.Of)], OfOutput)))
        {
            yield return change;
        }
    }

    private static IEnumerable<MetadataChange> Members(
        string moduleClass, string kind, Member[] before, Member[] after, Func<Member, Member, IEnumerable<(string Description, bool Breaking)>> compare)
    {
        List<Member> gone = [.. before.Where(member => after.All(other => other.Name != member.Name))];
        foreach (Member member in after)
        {
            string place = $"{kind} {member.Name}";
            if (before.FirstOrDefault(other => other.Name == member.Name) is { } same)
            {
                foreach ((string description, bool breaking) in compare(same, member))
                {
                    yield return new MetadataChange(ChangeKind.Changed, moduleClass, place, description, breaking);
                }
            }
            else if (gone.FirstOrDefault(old => old.Type == member.Type && old.Description.Length > 0 && old.Description == member.Description) is { } renamed)
            {
                gone.Remove(renamed);
                yield return new MetadataChange(ChangeKind.Renamed, moduleClass, place, $"was {renamed.Name}", true);
            }
            else
            {
                bool needed = member.Input is { Required: true, Default: null, Presentation.VisibleWhen: null };
                yield return new MetadataChange(ChangeKind.Added, moduleClass, place, needed ? $"{member.Type}, required" : member.Type, needed);
            }
        }

        foreach (Member member in gone)
        {
            yield return new MetadataChange(ChangeKind.Removed, moduleClass, $"{kind} {member.Name}", member.Type, true);
        }
    }

    private static IEnumerable<(string Description, bool Breaking)> OfInput(Member before, Member after)
    {
        (InputMetadata old, InputMetadata now) = (before.Input!, after.Input!);
        if (old.Type != now.Type)
        {
            yield return ($"type was {old.Type}, is {now.Type}", true);
        }

        if (old.Required != now.Required)
        {
            yield return (now.Required ? "is required now" : "is not required any more", now.Required && now.Default is null);
        }

        string[] lost = [.. old.AllowedValues.Except(now.AllowedValues)];
        if (lost.Length > 0 && now.AllowedValues.Count > 0)
        {
            yield return ($"takes no longer: {string.Join(", ", lost)}", true);
        }
        else if (old.AllowedValues.Count == 0 && now.AllowedValues.Count > 0)
        {
            yield return ("takes only listed values now", true);
        }
        else if (!old.AllowedValues.Equals(now.AllowedValues))
        {
            yield return ("takes more values", false);
        }

        if (IsNarrower(old.Minimum, now.Minimum, 1) || IsNarrower(old.Maximum, now.Maximum, -1)
            || IsNarrower(Text(old.MinLength), Text(now.MinLength), 1) || IsNarrower(Text(old.MaxLength), Text(now.MaxLength), -1) || (now.Pattern is not null && old.Pattern != now.Pattern))
        {
            yield return ("takes less than before: its range or pattern is narrower", true);
        }

        if (old.Default != now.Default)
        {
            yield return (now.Default is null ? "has no default any more" : old.Default is null ? "has a default now" : "has another default", now.Default is null && now.Required);
        }

        if (!Equals(old.Shape, now.Shape))
        {
            yield return ("is made of other parts", true);
        }

        if (old.Description != now.Description || !old.Presentation.Equals(now.Presentation))
        {
            yield return ("description", false);
        }
    }

    private static IEnumerable<(string Description, bool Breaking)> OfOutput(Member before, Member after)
    {
        (OutputMetadata old, OutputMetadata now) = (before.Output!, after.Output!);
        if (old.Type != now.Type)
        {
            yield return ($"type was {old.Type}, is {now.Type}", true);
        }

        if (!Equals(old.Shape, now.Shape))
        {
            yield return ("is made of other parts", true);
        }

        if (old.Path != now.Path)
        {
            yield return ("stands elsewhere in the answer", false);
        }

        if (old.Description != now.Description)
        {
            yield return ("description", false);
        }
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a bound that was none is one now, or moved in the direction that leaves less.</summary>
    private static bool IsNarrower(string? before, string? after, int direction) =>
        after is not null && (before is null || Number(after).CompareTo(Number(before)) * direction > 0);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>An input or an output.</summary>
    private sealed record Member(string Name, string Type, string Description, InputMetadata? Input, OutputMetadata? Output)
    {
        public static Member Of(InputMetadata input) => new(input.Name, input.Type, input.Description, input, null);

        public static Member Of(OutputMetadata output) => new(output.Name, output.Type, output.Description, null, output);
    }
}
