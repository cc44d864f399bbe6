namespace IntegrationHost.Core.Secrets;

/// <summary>One data key of a ring, without the key.</summary>
/// <param name="Number">Its number; stands in the header of each envelope.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Reserved">How many seals were reserved under it, used or not. Never goes back.</param>
/// <param name="Current">Whether it seals; the others only open.</param>
public sealed record KeyTerm(uint Number, DateTimeOffset Created, long Reserved, bool Current);
