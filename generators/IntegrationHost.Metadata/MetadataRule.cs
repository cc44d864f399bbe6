using System;

namespace IntegrationHost.Metadata;

/// <summary>A rule that metadata must keep. Ids have one meaning each and are never used again.</summary>
/// <param name="Id">Such as <c>IHG003</c>.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Severity">What breaking it means.</param>
public sealed record MetadataRule(string Id, string Title, MetadataSeverity Severity) : IEquatable<MetadataRule>
{
    /// <summary>Whether breaking it keeps the provider from being generated.</summary>
    public bool IsError => Severity == MetadataSeverity.Error;
}

/// <summary>What it means to break a rule.</summary>
public enum MetadataSeverity
{
    /// <summary>Nothing is generated from the file.</summary>
    Error,

    /// <summary>Probably wrong; the build says so, and fails where warnings are errors.</summary>
    Warning,

    /// <summary>Good to know; editors and <c>metadata validate</c> show it, the build is silent.</summary>
    Info,
}
