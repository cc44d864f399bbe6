namespace IntegrationHost.Core.Coverage;

/// <summary>What a deployment asks before it goes ahead.</summary>
public sealed record GateQuestion
{
    /// <summary>The environment that is deployed to, such as <c>prod</c>; <c>null</c> for any.</summary>
    public string? Environment { get; init; }

    /// <summary>How many of 100 modules that need a credential must be able to run. Default: all.</summary>
    public int Minimum { get; init; } = 100;

    /// <summary>Only modules of this workflow, without case; <c>null</c> for all.</summary>
    public string? Workflow { get; init; }
}
