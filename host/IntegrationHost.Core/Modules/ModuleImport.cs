namespace IntegrationHost.Core.Modules;

/// <summary>What became of an import.</summary>
/// <param name="Imported">How many were new.</param>
/// <param name="Updated">How many were known by id and replaced.</param>
/// <param name="Problems">Each entry left out, with its place and reason.</param>
public sealed record ModuleImport(int Imported, int Updated, IReadOnlyList<string> Problems);
