namespace IntegrationHost.Console.Templates;

/// <summary>How far a step of a submit is.</summary>
internal enum StepState
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Done, with a reservation.</summary>
    Warned,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Left out.</summary>
    Skipped,
}
