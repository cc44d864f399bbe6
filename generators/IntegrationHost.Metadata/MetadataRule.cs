using System;

namespace IntegrationHost.Metadata;

/// <summary>A rule that metadata must keep. Ids have one meaning each and are never used again.</summary>
/// <param name="Id">Such as <c>IHG003</c>.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="IsError">Whether breaking it keeps the provider from being generated; otherwise it warns.</param>
public sealed record MetadataRule(string Id, string Title, bool IsError) : IEquatable<MetadataRule>;
