using System.Text;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Controls;

/// <summary>Names the library's keys the way the command catalogue does.</summary>
internal static class KeyToken
{
    /// <summary>The token, such as <c>Ctrl+D</c>, <c>Shift+Tab</c>, <c>S</c> or <c>/</c>.</summary>
    public static string Of(Key key)
    {
        if (Printable(key) is { } typed && typed != " ")
            return typed;
        string prefix = (key.IsCtrl ? "Ctrl+" : "") + (key.IsAlt ? "Alt+" : "") + (key.IsShift ? "Shift+" : "");
        return prefix + Name(key.NoCtrl.NoAlt.NoShift);
    }

    /// <summary>What the key types; <c>null</c> if it types nothing.</summary>
    public static string? Printable(Key key)
    {
        if (key.IsCtrl || key.IsAlt)
            return null;
        Rune rune = key.AsRune;
        return rune.Value >= ' ' && rune.Value != 0x7F && key.KeyCode is not KeyCode.Delete ? rune.ToString() : null;
    }

    private static string Name(Key key) => key.KeyCode switch
    {
        KeyCode.CursorUp => "Up",
        KeyCode.CursorDown => "Down",
        KeyCode.CursorLeft => "Left",
        KeyCode.CursorRight => "Right",
        KeyCode.Delete => "Del",
        KeyCode.Esc => "Esc",
        KeyCode.Enter => "Enter",
        KeyCode.Tab => "Tab",
        KeyCode.Space => "Space",
        KeyCode.Backspace => "Backspace",
        >= KeyCode.A and <= KeyCode.Z => ((char)key.KeyCode).ToString(),
        _ => key.KeyCode.ToString(),
    };
}
