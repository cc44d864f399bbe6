using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Templates;

/// <summary>How access to an account can be had: the ways in which people grant it, and last the token of somebody who has one.</summary>
internal static class GrantWays
{
    /// <summary>The way with a code on another device, where there is one.</summary>
    public const int Device = 1;

    /// <summary>The ways of a kind; none if it is made of values that are typed.</summary>
    public static IReadOnlyList<string> Of(CredentialKindCard? kind) => kind?.AuthorizedField is null ? []
        : kind.DeviceCodes ? ["in the browser", "with a code on another device", "I have the token"] : ["in the browser", "I have the token"];
}
