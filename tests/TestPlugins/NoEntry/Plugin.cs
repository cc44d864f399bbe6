namespace TestPlugins;

/// <summary>Would do, but no attribute names it.</summary>
public sealed class NoEntryPlugin() : SamplePlugin("no-entry");
