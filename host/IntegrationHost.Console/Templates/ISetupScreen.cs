using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Templates;

/// <summary>Where the steps of an account's making are shown. May be called from any thread.</summary>
internal interface ISetupScreen
{
    /// <summary>How far a step is.</summary>
    void Step(string title, StepState state, string text);

    /// <summary>What came of one module.</summary>
    void Outcome(SubmitStep outcome);

    /// <summary>What a person has to do at the provider; <c>null</c> when it is over.</summary>
    void Granting(AuthorizationReport? report);

    /// <summary>The values are stored: nothing needs them any more.</summary>
    void Stored();

    /// <summary>All is said and done.</summary>
    void Finish(string summary);
}
