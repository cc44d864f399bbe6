using IntegrationHost.TestVendors;

namespace IntegrationHost.EndToEnd.Tests.Terminal;

/// <summary>How one account is made in the console: what is pasted where, and which further keys it takes.</summary>
/// <param name="Provider">Provider's id.</param>
/// <param name="Title">What the form's title says of it.</param>
/// <param name="Vendor">The provider's stand-in.</param>
/// <param name="First">What is pasted outside of any field.</param>
internal sealed record Errand(string Provider, string Title, Vendor Vendor, string First)
{
    /// <summary>The key that answers which of several providers the paste is of; empty if nobody asks.</summary>
    public string Choice { get; init; } = "";

    /// <summary>What is pasted into one field after the other, from the one that has the focus on.</summary>
    public string[] Rest { get; init; } = [];

    /// <summary>Whether the form asks for the address by itself, since everyone has their own.</summary>
    public bool AsksForAddress { get; init; }

    /// <summary>Parts of what was pasted that must be nowhere afterwards.</summary>
    public string[] Secrets { get; init; } = [];

    /// <summary>The fewest keys that can be: one for each thing that only the operator knows, one to say which provider, one to send.</summary>
    public int Fewest => 1 + Choice.Length + Rest.Length + (AsksForAddress ? 1 : 0) + 1;
}
