namespace IntegrationHost.Console.Templates;

/// <summary>What a form is doing.</summary>
internal enum FormStage
{
    /// <summary>Values are typed.</summary>
    Editing,

    /// <summary>Steps are under way.</summary>
    Working,

    /// <summary>Steps have ended; the result is shown.</summary>
    Done,
}
