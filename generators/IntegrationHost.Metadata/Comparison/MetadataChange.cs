using System;

namespace IntegrationHost.Metadata.Comparison;

/// <summary>One difference between two versions of a set of modules.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="ModuleClass">The module, by its class in the newer version, or in the older if it is gone.</param>
/// <param name="Member">The input or output that changed, such as <c>input channel</c>; empty if the module as a whole is meant.</param>
/// <param name="Description">What changed, in a few words.</param>
/// <param name="Breaking">Whether workflows or C# that worked with the older version may fail with the newer.</param>
public sealed record MetadataChange(ChangeKind Kind, string ModuleClass, string Member, string Description, bool Breaking) : IEquatable<MetadataChange>;

/// <summary>What happened to a module or one of its values.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is not as it was.</summary>
    Changed,

    /// <summary>It has another name.</summary>
    Renamed,

    /// <summary>It is gone.</summary>
    Removed,
}
