using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>One step of a submit, or one outcome below it.</summary>
/// <param name="Title">What it does.</param>
/// <param name="State">How far it is.</param>
/// <param name="Text">What came of it.</param>
internal sealed record SubmitStep(string Title, StepState State, string Text)
{
    /// <summary>Sign of the state.</summary>
    public string Sign => State switch
    {
        StepState.Running => "~",
        StepState.Done => "✔",
        StepState.Warned => "!",
        StepState.Failed => "x",
        StepState.Skipped => "-",
        _ => ".",
    };

    /// <summary>Colour of the state.</summary>
    public Rgb Color => State switch
    {
        StepState.Running => Palette.Sky,
        StepState.Done => Palette.Green,
        StepState.Warned => Palette.Tan,
        StepState.Failed => Palette.Red,
        _ => Palette.Grey,
    };
}
