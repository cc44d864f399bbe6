using System;

namespace IntegrationHost.Metadata;

/// <summary>Something wrong in a metadata file, at its place.</summary>
/// <param name="Rule">Which rule it breaks.</param>
/// <param name="Message">Thing, place, reason and next step. Repeats no more of the file than property names the format knows.</param>
/// <param name="Start">Offset of the first character, in UTF-16 code units from the beginning of the text.</param>
/// <param name="Length">Number of UTF-16 code units.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 code units, from 1.</param>
public sealed record MetadataProblem(MetadataRule Rule, string Message, int Start, int Length, int Line, int Column) : IEquatable<MetadataProblem>;
