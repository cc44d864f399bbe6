namespace IntegrationHost.Input;

/// <summary>Shows a recovery code this once and, on a terminal, asks for two groups of it back.</summary>
internal static class RecoveryCodePrompt
{
    private const int Tries = 3;

    public static void Show(string code)
    {
        System.Console.WriteLine();
        System.Console.WriteLine("Recovery code, shown this once. Write it down and keep it apart from this machine:");
        System.Console.WriteLine();
        System.Console.WriteLine("    " + code);
        System.Console.WriteLine();
        if (System.Console.IsInputRedirected || System.Console.IsOutputRedirected)
        {
            return;
        }

        string[] groups = code.Split('-');
        foreach (int number in new[] { 3, 7 })
        {
            Ask(number, groups[number - 1]);
        }
    }

    private static void Ask(int number, string group)
    {
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            System.Console.Write($"Group {number} of it: ");
            if (string.Equals(System.Console.ReadLine()?.Trim(), group, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            System.Console.WriteLine("That is not it.");
        }

        System.Console.WriteLine("Look at what you wrote down once more; 'integration-host keys add --recovery-code' makes a new code.");
    }
}
