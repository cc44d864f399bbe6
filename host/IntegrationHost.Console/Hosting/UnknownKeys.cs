using System.Reflection;
using System.Text.RegularExpressions;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Hosting;

/// <summary>
/// Keys of a form that the terminal library knows but with a number that it does not, such as F13, or Home and End of rxvt (<c>ESC[7~</c>, <c>ESC[8~</c>):
/// it makes a key of nothing of them, and the program ends with that error. Found in 2.5.0.
/// </summary>
/// <param name="known">The library's own pattern.</param>
internal sealed partial class UnknownKeys(AnsiKeyboardParserPattern known) : AnsiKeyboardParserPattern
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Puts these in place of the library's own patterns. Of a library that is made otherwise nothing is changed.</summary>
    public static void Replace(IApplication app)
    {
        object? parser = app.Driver?.GetInputProcessor()?.GetParser();
        object? keyboard = parser?.GetType().BaseType?.GetField("_keyboardParser", Hidden)?.GetValue(parser);
        if (keyboard?.GetType().GetField("_patterns", Hidden)?.GetValue(keyboard) is not List<AnsiKeyboardParserPattern> patterns)
            return;
        for (int index = 0; index < patterns.Count; index++)
        {
            if (patterns[index] is CsiKeyPattern or Ss3Pattern)
                patterns[index] = new UnknownKeys(patterns[index]) { IsLastMinute = patterns[index].IsLastMinute };
        }
    }

    /// <summary>Whether an error comes from reading a key, so that only this key is lost by going on.</summary>
    public static bool IsCause(Exception exception) => exception is NullReferenceException or FormatException or OverflowException
        && exception.StackTrace?.Contains("Terminal.Gui.Drivers.Ansi", StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    public override bool IsMatch(string? input) => known.IsMatch(input);

    /// <inheritdoc/>
    protected override Key? GetKeyImpl(string? input)
    {
        string usual = Rxvt().Replace(input ?? "", static match => match.Value == "[7" ? "[1" : "[4");
        try
        {
            return known.GetKey(usual);
        }
        catch (NullReferenceException)
        {
            // Matched, so that its characters are not taken for typed ones, and means nothing.
            return Key.Empty;
        }
    }

    [GeneratedRegex(@"\[[78](?=[;~])", RegexOptions.CultureInvariant)]
    private static partial Regex Rxvt();
}
