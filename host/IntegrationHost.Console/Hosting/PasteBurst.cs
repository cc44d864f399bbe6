using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Hosting;

/// <summary>
/// Tells a paste from typing on terminals that do not mark pastes: without it, every character of a pasted key would be taken for a command.
/// What it collects is held like a secret.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class PasteBurst(TimeProvider time) : IDisposable
{
    /// <summary>Characters that must wait behind each other; nobody types so many between two turns of the main loop.</summary>
    public const int Fewest = 16;

    private const int Longest = 64 * 1024;
    private const int Looked = 256;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(80);

    private readonly SecretBuffer _text = new();
    private long _last;

    /// <summary>Whether a burst is being collected.</summary>
    public bool Collecting { get; private set; }

    /// <summary>Whether nothing more has come for a while, so that the burst can be handed on.</summary>
    public bool IsOver => Collecting && time.GetElapsedTime(_last) >= Quiet;

    /// <summary>Whether a key and what waits behind it look like a paste.</summary>
    /// <param name="first">What the key types.</param>
    /// <param name="waiting">Characters that have come and are not handled yet.</param>
    public static bool Begins(char first, IEnumerable<char> waiting)
    {
        Span<char> run = stackalloc char[Looked];
        run[0] = first;
        int length = 1;
        foreach (char next in waiting)
        {
            if (length == Looked || char.IsControl(next))
                break;
            run[length++] = next;
        }

        bool begins = length >= Fewest && LooksPasted(run[..length]);
        run.Clear();
        return begins;
    }

    /// <summary>Begins to collect.</summary>
    public void Begin()
    {
        _text.Clear();
        Collecting = true;
    }

    /// <summary>Adds a character.</summary>
    public void Add(char character)
    {
        _last = time.GetTimestamp();
        if (_text.Length < Longest)
            _text.Append([character == '\r' ? '\n' : character]);
    }

    /// <summary>Ends the burst.</summary>
    /// <returns>All of it. Only the code that hands it on may call this.</returns>
    public string End()
    {
        Collecting = false;
        string text = _text.Reveal();
        _text.Clear();
        return text;
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    // Scripts that drive the console send keys in bursts, too: commands, filters and words. A key has no blank and both letters and digits.
    private static bool LooksPasted(ReadOnlySpan<char> run)
    {
        if (run.StartsWith("-----BEGIN") || run[0] == '{')
            return true;
        if (run[0] is '/' or ':' || run[1] == '/' || run.Contains(' ') || run.ContainsAnyExcept(run[0]) is false)
            return false;
        bool letter = false;
        bool digit = false;
        foreach (char character in run)
        {
            letter |= char.IsAsciiLetter(character);
            digit |= char.IsAsciiDigit(character);
        }

        return letter && digit;
    }
}
