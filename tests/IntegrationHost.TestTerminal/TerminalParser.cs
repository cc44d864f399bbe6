using System.Text;

namespace IntegrationHost.TestTerminal;

/// <summary>Takes a program's bytes apart into characters and control sequences.</summary>
/// <param name="print">A character to show.</param>
/// <param name="control">A single control character.</param>
/// <param name="sequence">A control sequence: prefix (<c>?</c>, <c>&gt;</c>, <c>&lt;</c>, <c>=</c> or nothing), numbers, final character.</param>
/// <param name="title">A new title of the window.</param>
internal sealed class TerminalParser(Action<Rune> print, Action<char> control, Action<string, int[], char> sequence, Action<string> title)
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder pending = new();
    private char? surrogate;
    private State state;

    private enum State
    {
        Text,
        Escape,
        Sequence,
        Command,
        CommandEscape,
        Skip,
    }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        char[] characters = new char[bytes.Length + 2];
        int count = decoder.GetChars(bytes, characters, flush: false);
        foreach (char character in characters.AsSpan(0, count))
            Take(character);
    }

    private void Take(char character)
    {
        switch (state)
        {
            case State.Text:
                TakeText(character);
                break;
            case State.Escape:
                TakeEscape(character);
                break;
            case State.Sequence:
                TakeSequence(character);
                break;
            case State.Command:
                TakeCommand(character);
                break;
            case State.CommandEscape:
                EndCommand();
                break;
            default:
                state = State.Text;
                break;
        }
    }

    private void TakeText(char character)
    {
        if (character == '\e')
            state = State.Escape;
        else if (char.IsControl(character))
            control(character);
        else if (char.IsHighSurrogate(character))
            surrogate = character;
        else if (surrogate is { } high && char.IsLowSurrogate(character))
            print(new Rune(high, character));
        else
            print(Rune.TryCreate(character, out Rune rune) ? rune : Rune.ReplacementChar);
        if (!char.IsHighSurrogate(character))
            surrogate = null;
    }

    private void TakeEscape(char character)
    {
        pending.Clear();
        state = character switch
        {
            '[' => State.Sequence,
            // Operating system command, device control, application program command, privacy message.
            ']' or 'P' or '_' or '^' => State.Command,
            '(' or ')' or '#' => State.Skip,
            _ => State.Text,
        };
        if (state == State.Command)
            pending.Append(character);
    }

    private void TakeSequence(char character)
    {
        if (character is < '@' or > '~')
        {
            pending.Append(character);
            return;
        }

        state = State.Text;
        string text = pending.ToString();
        string prefix = text.Length > 0 && text[0] is ('?' or '>' or '<' or '=') ? text[..1] : "";
        int[] numbers = [.. text[prefix.Length..].Split([';', ':'], StringSplitOptions.RemoveEmptyEntries).Select(part => int.TryParse(part, out int number) ? number : 0)];
        sequence(prefix, numbers, character);
    }

    private void TakeCommand(char character)
    {
        if (character == '\a')
            EndCommand();
        else if (character == '\e')
            state = State.CommandEscape;
        else
            pending.Append(character);
    }

    private void EndCommand()
    {
        state = State.Text;
        string text = pending.ToString();
        if (text.StartsWith("]0;", StringComparison.Ordinal) || text.StartsWith("]2;", StringComparison.Ordinal))
            title(text[3..]);
    }
}
