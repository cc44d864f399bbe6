namespace IntegrationHost.Console.Jobs;

/// <summary>How far a job is.</summary>
internal enum JobState
{
    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Done,

    /// <summary>It could not go on.</summary>
    Failed,

    /// <summary>An operator cancelled it.</summary>
    Cancelled,
}
