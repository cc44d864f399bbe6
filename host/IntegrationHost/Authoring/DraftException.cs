namespace IntegrationHost.Authoring;

/// <summary>No project can be made of what was given. The message says why and what would be right; nothing was written.</summary>
/// <param name="message">For people; repeats nothing of a document but names that were checked.</param>
internal sealed class DraftException(string message) : Exception(message);
