namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>Something in which a plugin differs from the one that was approved.</summary>
/// <param name="Part"><c>version</c>, <c>contract</c>, <c>file</c>, or what is asked for: <c>provider</c>, <c>host</c>, <c>kind</c>, <c>auth</c>, <c>field</c>, <c>test</c>, <c>module</c>.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="What">It, in one line.</param>
public sealed record PluginDifference(string Part, string Change, string What)
{
    internal const string Added = "added";
    internal const string Removed = "removed";
    internal const string Changed = "changed";
}
