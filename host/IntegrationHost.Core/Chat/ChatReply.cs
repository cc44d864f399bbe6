using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Core.Chat;

/// <summary>What a language model said, or why it did not.</summary>
/// <param name="Content">The text; empty for an error.</param>
/// <param name="Error">Why there is none; <c>null</c> if there is.</param>
public sealed record ChatReply(string Content, ModuleError? Error);
