namespace IntegrationHost.Core.SecureKeys;

/// <summary>What is known of a referenced value without having read it.</summary>
/// <param name="Available">Whether it is there and may be read; <c>null</c> if that cannot be told.</param>
/// <param name="Message">One sentence: what was found and what to do.</param>
/// <param name="Version">Its current version; <c>null</c> if the bridge has none.</param>
/// <param name="UpdatedAt">When it was changed last; <c>null</c> if the bridge does not tell.</param>
/// <param name="ExpiresAt">When its owner says it ends (<c>custom_metadata.expires_at</c>); <c>null</c> if nobody said.</param>
public sealed record SecureKeyState(bool? Available, string Message, int? Version = null, DateTimeOffset? UpdatedAt = null, DateTimeOffset? ExpiresAt = null);
