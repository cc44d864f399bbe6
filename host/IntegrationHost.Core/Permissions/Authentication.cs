namespace IntegrationHost.Core.Permissions;

/// <summary>What a presented token is.</summary>
/// <param name="Actor">Who it is; <c>null</c> if it lets nobody in.</param>
/// <param name="TokenId">The id it claims; empty if it has not the form of a token.</param>
/// <param name="Reason">Why it lets nobody in, for the trail alone.</param>
public sealed record Authentication(Actor? Actor, string TokenId, string Reason);
