namespace IntegrationHost.Core.Channels.Limits;

/// <summary>What decides whether a call may be sent again.</summary>
/// <param name="Repeatable">Whether doing it twice is the same as doing it once.</param>
/// <param name="Start">When the call began, as a timestamp.</param>
internal readonly record struct RetryBudget(bool Repeatable, long Start);
