namespace IntegrationHost.Console.Templates;

/// <summary>A secret while it is typed: characters that are wiped as soon as they are no longer needed, and no text that could be printed.</summary>
internal sealed class SecretBuffer : IDisposable
{
    private char[] _text = new char[128];

    /// <summary>Characters held.</summary>
    public int Length { get; private set; }

    /// <summary>Lines held; 0 if empty.</summary>
    public int Lines => Length == 0 ? 0 : 1 + Span.TrimEnd('\n').Count('\n');

    /// <summary>The characters. Valid until the next change.</summary>
    public ReadOnlySpan<char> Span => _text.AsSpan(0, Length);

    /// <summary>Adds characters at the end.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (Length + text.Length > _text.Length)
        {
            char[] larger = new char[Math.Max(_text.Length * 2, Length + text.Length)];
            Span.CopyTo(larger);
            Array.Clear(_text);
            _text = larger;
        }

        text.CopyTo(_text.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>
    /// Adds what was pasted, without the blanks around it. Several lines are a document such as a PEM key: they replace what is there, their line
    /// breaks are made uniform, and they end with one.
    /// </summary>
    public void AppendPasted(ReadOnlySpan<char> pasted)
    {
        ReadOnlySpan<char> text = pasted.Trim().Trim('\uFEFF');
        if (!text.ContainsAny('\r', '\n'))
        {
            Append(text);
            return;
        }

        Clear();
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            Append(line);
            Append("\n");
        }
    }

    /// <summary>Takes everything from another buffer, which is wiped.</summary>
    public void Take(SecretBuffer other)
    {
        Clear();
        Append(other.Span);
        other.Clear();
    }

    /// <summary>Takes the last character away; a surrogate pair goes as one.</summary>
    public void RemoveLast()
    {
        if (Length == 0)
            return;
        int count = Length > 1 && char.IsSurrogatePair(_text[Length - 2], _text[Length - 1]) ? 2 : 1;
        _text.AsSpan(Length - count, count).Clear();
        Length -= count;
    }

    /// <summary>Wipes all characters.</summary>
    public void Clear()
    {
        Array.Clear(_text);
        Length = 0;
    }

    /// <summary>The secret as the string a request needs. Only the code that sends it may call this.</summary>
    public string Reveal() => new(Span);

    /// <summary>Wipes all characters.</summary>
    public void Dispose() => Clear();

    /// <summary>Always <c>[secret]</c>.</summary>
    public override string ToString() => "[secret]";
}
