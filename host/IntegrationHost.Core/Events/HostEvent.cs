namespace IntegrationHost.Core.Events;

/// <summary>A change that who may read the thing hears of. Holds ids and words of this host, nothing that anybody typed.</summary>
/// <param name="Seq">Number in the trail; grows, with gaps.</param>
/// <param name="Kind">One of <see cref="EventKinds"/>.</param>
/// <param name="At">When.</param>
/// <param name="AccountId">The account it is about, or that a module is linked to.</param>
/// <param name="ModuleId">The ExecModule it is about.</param>
/// <param name="Detail">What happened, such as <c>created</c>, a kind of verdict, or covered of total.</param>
public sealed record HostEvent(long Seq, string Kind, DateTimeOffset At, Guid? AccountId, Guid? ModuleId, string? Detail);
