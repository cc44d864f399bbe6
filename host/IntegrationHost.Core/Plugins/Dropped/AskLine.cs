namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>One thing that a plugin asks for.</summary>
/// <param name="Part"><c>publisher</c>, <c>provider</c>, <c>host</c>, <c>kind</c>, <c>auth</c>, <c>field</c>, <c>test</c> or <c>module</c>.</param>
/// <param name="What">It, in one line.</param>
internal sealed record AskLine(string Part, string What);
