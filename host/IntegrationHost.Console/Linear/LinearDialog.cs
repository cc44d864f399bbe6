using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Hosting;

namespace IntegrationHost.Console.Linear;

/// <summary>Says lines and asks for lines.</summary>
/// <param name="input">Where answers come from; its end ends the console.</param>
/// <param name="output">Where lines go.</param>
/// <param name="secret">Reads a secret without showing it; <c>null</c> at the end of the input.</param>
internal sealed class LinearDialog(TextReader input, TextWriter output, Func<string?> secret)
{
    private const int PageSize = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>The queue of what background work hands over; emptied whenever something is waited for.</summary>
    public UiDispatcher Ui { get; } = new();

    /// <summary>The dialog of this process.</summary>
    public static LinearDialog OfProcess() => new(System.Console.In, System.Console.Out, () => System.Console.IsInputRedirected ? System.Console.In.ReadLine() : ReadUnseen());

    /// <summary>A text without its sign: the words beside it say the same.</summary>
    public static string Plain(string text)
    {
        string clean = SafeText.Clean(text);
        bool sign = clean.Length > 1 && clean[1] == ' ' && (clean[0] == 'x' || !char.IsLetterOrDigit(clean[0]));
        return sign ? clean[2..].TrimStart() : clean;
    }

    /// <summary>Says a line.</summary>
    public void Say(string text) => output.WriteLine(SafeText.Clean(text));

    /// <summary>Asks for a line.</summary>
    /// <returns>The answer; <c>null</c> at the end of the input.</returns>
    public string? Ask(string question)
    {
        output.Write($"{SafeText.Clean(question)} ");
        output.Flush();
        return input.ReadLine()?.Trim();
    }

    /// <summary>Asks for a secret, which is never shown.</summary>
    public string? AskSecret(string question)
    {
        output.Write($"{SafeText.Clean(question)} ");
        output.Flush();
        return secret();
    }

    /// <summary>Asks for a yes; Enter alone means what is said to.</summary>
    public bool AskYes(string question, bool usual)
    {
        string? answer = Ask($"{question} {(usual ? "(yes, or n for no)" : "(no, or y for yes)")}");
        return answer is null ? false : answer.Length == 0 ? usual : answer.StartsWith("y", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Lists entries and asks for the number of one; Enter alone takes the usual one.</summary>
    /// <returns>The index that was chosen; <c>null</c> to go back.</returns>
    public int? Choose(string title, IReadOnlyList<string> entries, int usual)
    {
        Say($"{title}: {entries.Count}.");
        for (int index = 0; index < entries.Count; index++)
            Say($"{index + 1}. {entries[index]}");
        string? answer = Ask($"Number, Enter for {entries[usual]}, or b to go back:");
        return answer is { Length: 0 } ? usual : Number(answer, entries.Count);
    }

    /// <summary>Lists entries in pages and asks for a number.</summary>
    /// <returns>The index that was chosen; <c>null</c> for none.</returns>
    public int? Choose(string title, IReadOnlyList<string> entries)
    {
        if (entries.Count == 0)
        {
            Say($"{title}: none.");
            return null;
        }

        Say($"{title}: {entries.Count}.");
        for (int first = 0; first < entries.Count; first += PageSize)
        {
            int last = Math.Min(entries.Count, first + PageSize);
            for (int index = first; index < last; index++)
                Say($"{index + 1}. {entries[index]}");
            string more = last < entries.Count ? ", or Enter for more" : ", or Enter to go back";
            string? answer = Ask($"Number{more}:");
            if (answer is null)
                return null;
            if (answer.Length > 0)
                return Number(answer, entries.Count);
        }

        return null;
    }

    /// <summary>Waits for background work, taking what it hands over.</summary>
    public void WaitFor(Task work) => WaitUntil(() => work.IsCompleted);

    /// <summary>Waits until something is so, taking what background work hands over.</summary>
    public void WaitUntil(Func<bool> wanted)
    {
        while (true)
        {
            bool done = wanted();
            Ui.Drain();
            if (done)
                return;
            Thread.Sleep(Pause);
        }
    }

    private static int? Number(string? answer, int count) => int.TryParse(answer, out int number) && number >= 1 && number <= count ? number - 1 : null;

    // Character by character, so that the terminal never shows it.
    private static string? ReadUnseen()
    {
        List<char> typed = [];
        while (true)
        {
            ConsoleKeyInfo key = System.Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                break;
            if (key.Key == ConsoleKey.Backspace && typed.Count > 0)
                typed.RemoveAt(typed.Count - 1);
            else if (key.KeyChar >= ' ')
                typed.Add(key.KeyChar);
        }

        System.Console.Out.WriteLine();
        return new string([.. typed]);
    }
}
