namespace IntegrationHost.Client.Wire;

/// <summary>A message to a language model (<c>POST /v1/llm-details/{id}/chat</c>).</summary>
/// <param name="Role"><c>user</c>, <c>assistant</c> or <c>system</c>.</param>
/// <param name="Content">The text.</param>
public sealed record ChatMessage(string Role, string Content);

/// <summary>The model's answer.</summary>
/// <param name="Content">The text.</param>
public sealed record ChatAnswer(string Content);
