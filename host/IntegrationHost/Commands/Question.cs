using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary>A question on the terminal.</summary>
internal static class Question
{
    /// <summary>Whether the answer is yes; anything else than y is no.</summary>
    public static bool Ask(string question)
    {
        System.Console.Error.Write(TerminalText.Clean(question + " [y/N] "));
        return System.Console.ReadLine()?.Trim().Equals("y", StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>Which of several it is, by number; <c>null</c> for none.</summary>
    public static int? Choose(string question, IReadOnlyList<string> choices)
    {
        foreach ((int index, string choice) in choices.Index())
        {
            System.Console.Error.WriteLine(TerminalText.Clean($"  {index + 1}  {choice}"));
        }

        System.Console.Error.Write(TerminalText.Clean($"{question} [1-{choices.Count}, Enter for none] "));
        return int.TryParse(System.Console.ReadLine()?.Trim(), out int number) && number >= 1 && number <= choices.Count ? number - 1 : null;
    }
}
