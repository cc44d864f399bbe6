using System.Globalization;

namespace IntegrationHost.Console.Controls;

/// <summary>The text of a filter and whether it is being typed.</summary>
internal sealed class FilterText
{
    private const int Longest = 40;

    /// <summary>The text; empty shows everything.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Whether keys go into the filter.</summary>
    public bool Editing { get; private set; }

    /// <summary>Starts typing.</summary>
    public void Begin() => Editing = true;

    /// <summary>Stops typing and keeps the text.</summary>
    public void Accept() => Editing = false;

    /// <summary>Stops typing and shows everything again.</summary>
    public void Clear()
    {
        Text = "";
        Editing = false;
    }

    /// <summary>Sets the text, as when it comes from elsewhere; nothing is being typed then.</summary>
    public void Set(string text)
    {
        string clean = SafeText.Clean(text);
        Text = clean.Length > Longest ? clean[..Longest] : clean;
        Editing = false;
    }

    /// <summary>Adds what was typed.</summary>
    public void Append(string typed)
    {
        if (Text.Length < Longest)
            Text += SafeText.Clean(typed);
    }

    /// <summary>Takes the last character away.</summary>
    public void Backspace()
    {
        int[] starts = StringInfo.ParseCombiningCharacters(Text);
        if (starts.Length > 0)
            Text = Text[..starts[^1]];
    }

    /// <summary>Whether every word of the filter occurs in one of the texts, whatever its case.</summary>
    public bool Matches(params ReadOnlySpan<string?> texts)
    {
        foreach (string word in Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool found = false;
            foreach (string? text in texts)
                found |= text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
            if (!found)
                return false;
        }

        return true;
    }
}
