using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace IntegrationHost.Metadata.Json;

/// <summary>Why a text is not JSON, in words that say what to change. A parser says what it did not expect; people want to know what they typed.</summary>
internal sealed class JsonSyntax
{
    private readonly byte[] utf8;
    private readonly int at;
    private readonly Stack<int> open = new();
    private int previous = -1;
    private int text = -1;
    private bool name;
    private bool afterName;

    private JsonSyntax(byte[] utf8, int at)
    {
        this.utf8 = utf8;
        this.at = at;
        Walk();
    }

    private byte Here => at < utf8.Length ? utf8[at] : (byte)0;

    private byte Before => previous >= 0 ? utf8[previous] : (byte)0;

    private bool InObject => open.Count > 0 && utf8[open.Peek()] == (byte)'{';

    /// <summary>Where the mistake stands, and what it is.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="line">Line at which the parser gave up, from 0.</param>
    /// <param name="column">Byte in that line, from 0.</param>
    public static (int Start, string Message) Explain(byte[] utf8, long line, long column)
    {
        int at = 0;
        for (long left = line; left > 0 && at < utf8.Length; at++)
        {
            left -= utf8[at] == (byte)'\n' ? 1 : 0;
        }

        at = (int)System.Math.Min(at + column, utf8.Length);
        (int start, string message) = Unreadable(utf8) is { } unreadable ? (0, unreadable) : new JsonSyntax(utf8, at).Explain();
        return (System.Math.Max(0, System.Math.Min(start, utf8.Length - 1)), message);
    }

    /// <summary>What is no JSON from its beginning on.</summary>
    private static string? Unreadable(byte[] utf8)
    {
        int first = 0;
        while (first < utf8.Length && IsSpace(utf8[first]))
        {
            first++;
        }

        return System.Array.IndexOf(utf8, (byte)0, 0, System.Math.Min(utf8.Length, 64)) >= 0 ? "The file is not text in UTF-8: it is UTF-16 without a mark, or no text at all. Save it as UTF-8."
            : utf8[first] == (byte)'<' ? "The file begins like a web page, not like JSON; perhaps a login or error page was saved. Fetch the metadata itself, with its login."
            : null;
    }

    private (int Start, string Message) Explain()
    {
        if (text >= 0)
        {
            return InText();
        }

        if (IsEnd())
        {
            string what = open.Count == 0 ? "a value is missing" : $"the \"{(char)utf8[open.Peek()]}\" of line {Line(open.Peek())} is not closed";
            return (utf8.Length - 1, $"The file ends too early: {what}. Add what is missing, or restore the part that was cut off.");
        }

        if (open.Count == 0 && previous >= 0)
        {
            return (at, Here is (byte)'}' or (byte)']' ? $"This \"{(char)Here}\" closes nothing. Remove it." : "The file goes on after its end; it may hold one JSON value only. Remove the rest.");
        }

        switch ((char)Here)
        {
            case '/' or '#':
                return (at, "A comment begins here, and JSON has none. Remove it; texts for people have properties of their own, such as \"description\".");
            case '}' or ']' when Before == (byte)',':
                return (previous, $"A comma stands before a closing \"{(char)Here}\". Remove the comma.");
            case '}' or ']' when open.Count > 0 && InObject != (Here == (byte)'}'):
                return (at, $"This \"{(char)Here}\" does not close the \"{(char)utf8[open.Peek()]}\" of line {Line(open.Peek())}. Put \"{(InObject ? '}' : ']')}\" here, or close what was opened in between.");
            case '}' or ']' when Before is (byte)':' || afterName:
                return (at, "A value is missing here. Write one, or null.");
            case ',' when Before is (byte)',' or (byte)'{' or (byte)'[' or (byte)':':
                return (at, "A comma stands here without a value before it. Remove the comma, or write the value.");
            case '\'' or '`':
                return (at, "Names and texts stand in double quotes. Replace the quote that begins here, and the one that ends it.");
            case ';':
                return (at, "A semicolon stands here; JSON separates values by commas. Replace it.");
        }

        if (Here == 0xE2 && at + 1 < utf8.Length && utf8[at + 1] == 0x80)
        {
            return (at, "A typographic quotation mark stands here. Replace it by a plain double quote.");
        }

        return afterName ? (at, "A name and its value are separated by a colon. Put \":\" here.")
            : Before is (byte)',' or (byte)'{' && InObject ? (at, "A property name in double quotes is missing here. Write it, or put quotes around the word that begins here.")
            : open.Count == 0 ? (at, "The file begins with neither \"{\" nor \"[\", so it is not JSON; perhaps it is YAML. Convert it.")
            : IsValueEnd() ? (previous, "A comma is missing after the value that ends here. Add it.")
            : Word();
    }

    /// <summary>What stands where a value should.</summary>
    private (int Start, string Message) Word()
    {
        int begin = at;
        while (begin > 0 && IsWord(utf8[begin - 1]))
        {
            begin--;
        }

        int end = begin;
        while (end < utf8.Length && end - begin < 16 && IsWord(utf8[end]))
        {
            end++;
        }

        string word = Encoding.ASCII.GetString(utf8, begin, end - begin);
        string lower = word.ToLowerInvariant();
        if (lower is "true" or "false" or "null" or "none" or "nil" or "undefined" or "yes" or "no" or "nan" or "infinity")
        {
            return (begin, "JSON knows the words true, false and null only, in lower case. Use one of them, or a number or a text in quotes.");
        }

        bool number = word.Length > 0 && word[0] is (>= '0' and <= '9') or '-' or '+' or '.';
        return number
            ? (begin, "This is not how JSON writes a number: no leading zero, plus sign, lone dot, comma or other base. Write it as 7, 0.7 or 7e3, or as a text in quotes.")
            : (begin, "A value is missing here: a text in double quotes, a number, true, false, null, an object or an array. Write one; a text needs quotes on both sides.");
    }

    /// <summary>A text is open where the parser gave up.</summary>
    private (int Start, string Message) InText() => Here switch
    {
        _ when IsEnd() => (text, "The text that begins here is never closed. Add the missing double quote."),
        (byte)'\n' or (byte)'\r' => (text, "The text that begins here is not closed on its line. Add the missing double quote; a line break within a text is written \\n."),
        < 0x20 => (at, $"A control character (U+{((int)Here).ToString("X4", CultureInfo.InvariantCulture)}) stands within a text. Remove it; a tab is written \\t."),
        _ when Before == (byte)'\\' => (at, "A backslash begins an escape that JSON does not know. Write \"\\\\\" for a backslash; escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits."),
        _ => (at, "The text is broken here: it is not valid UTF-8, or an escape in it is not complete. Save the file as UTF-8."),
    };

    private bool IsEnd()
    {
        for (int index = at; index < utf8.Length; index++)
        {
            if (!IsSpace(utf8[index]))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsValueEnd() => Before is (byte)'"' or (byte)'}' or (byte)']' || IsWord(Before) && !IsWord(utf8[System.Math.Max(0, at - 1)]);

    private int Line(int offset)
    {
        int line = 1;
        for (int index = 0; index < offset; index++)
        {
            line += utf8[index] == (byte)'\n' ? 1 : 0;
        }

        return line;
    }

    /// <summary>What is open, and what stands last, before the place at which the parser gave up.</summary>
    private void Walk()
    {
        for (int index = 0; index < at; index++)
        {
            byte c = utf8[index];
            if (text >= 0)
            {
                Within(ref index, c);
                continue;
            }

            switch ((char)c)
            {
                case '"':
                    name = InObject && (Before is (byte)'{' or (byte)',');
                    text = index;
                    break;
                case '{' or '[':
                    open.Push(index);
                    break;
                case '}' or ']' when open.Count > 0:
                    open.Pop();
                    break;
            }

            if (!IsSpace(c) && c != (byte)'"')
            {
                previous = index;
                afterName = false;
            }
        }
    }

    private void Within(ref int index, byte c)
    {
        previous = index;
        if (c == (byte)'\\' && index + 1 < at)
        {
            index++;
        }
        else if (c == (byte)'"')
        {
            text = -1;
            afterName = name;
        }
    }

    private static bool IsSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    private static bool IsWord(byte c) => c is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'+' or (byte)'-' or (byte)'_';
}
