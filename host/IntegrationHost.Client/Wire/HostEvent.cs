namespace IntegrationHost.Client.Wire;

/// <summary>A change in the host (<c>GET /api/events</c>), as far as one may read what it is about.</summary>
/// <param name="Id">Number; goes into <c>Last-Event-ID</c> to go on after it.</param>
/// <param name="Kind"><c>open</c> (the stream begins), <c>account.changed</c>, <c>account.deleted</c>, <c>verdict</c>, <c>module.changed</c>, <c>coverage</c>, <c>plugin</c>, or <c>lost</c>: read everything anew.</param>
/// <param name="At">When.</param>
/// <param name="AccountId">The account it is about, or <c>null</c>.</param>
/// <param name="ModuleId">The ExecModule it is about, or <c>null</c>.</param>
/// <param name="Detail">What happened, such as <c>created</c>, <c>linked</c>, a kind of verdict, or covered/total.</param>
public sealed record HostEvent(string Id, string Kind, DateTimeOffset At, string? AccountId, string? ModuleId, string? Detail);
