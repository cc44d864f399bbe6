using IntegrationHost.Core.Upstream;
using IntegrationHost.Metadata.Comparison;

namespace IntegrationHost.Pulling;

/// <summary>What a pull did, for people and programs.</summary>
internal sealed record PullReport(
    string Directory, bool Written, int Modules, int Files, IReadOnlyList<string> FilesWritten, IReadOnlyList<string> FilesRemoved, int FilesUnchanged, int Skipped, IReadOnlyList<ChangeRow> Changes)
{
    public static PullReport Of(string directory, PullPlan plan, int modules, bool written) => new(
        directory, written, modules, plan.Write.Count + plan.Unchanged, [.. plan.Write.Select(file => file.Key)], plan.Remove, plan.Unchanged, plan.Skipped, [.. plan.Changes.Select(ChangeRow.Of)]);
}

/// <summary>A change in words.</summary>
/// <param name="Change"><c>added</c>, <c>changed</c>, <c>renamed</c> or <c>removed</c>.</param>
/// <param name="Breaking">Whether what worked before may fail.</param>
/// <param name="Module">Class of the module.</param>
/// <param name="Part">Input or output; empty for the module.</param>
/// <param name="What">What changed.</param>
internal sealed record ChangeRow(string Change, bool Breaking, string Module, string Part, string What)
{
    public static ChangeRow Of(MetadataChange change) => new(change.Kind.ToString().ToLowerInvariant(), change.Breaking, change.ModuleClass, change.Member, change.Description);
}
