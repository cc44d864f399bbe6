using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>What a plugin says, made fit to be shown: cut, and without characters that steer a terminal or reverse a line.</summary>
internal static class PluginWords
{
    private const int MaxText = 500;
    private const int MaxName = 100;
    private const int MaxProblems = 100;

    // Below that of writers (64), which put it into an answer of their own.
    private const int MaxDepth = 60;

    /// <summary>A text for people.</summary>
    public static string Clean(string? text, int most = MaxText)
    {
        var clean = new StringBuilder();
        foreach (Rune rune in (text ?? "").EnumerateRunes())
        {
            if (clean.Length >= most)
                return clean.Append('…').ToString();

            clean.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned ? " " : rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>A word such as an error's code or a type's name; <paramref name="instead"/> if it is none.</summary>
    public static string Word(string? text, string instead) =>
        text is { Length: > 0 and <= MaxName } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '`') ? text : instead;

    /// <summary>A result as the plugin gave it, if it is one.</summary>
    public static ModuleResult Check(ModuleResult result)
    {
        if (result.Error is { } error)
        {
            return ModuleResult.Failure(new ModuleError(Word(error.Code, "plugin_error"), Clean(error.Message))
            {
                StatusCode = error.StatusCode is >= 100 and <= 599 ? error.StatusCode : null,
                Problems = [.. error.Problems.Take(MaxProblems).Select(problem => new InputProblem(Clean(problem.Field, MaxName), Clean(problem.Message)))],
            });
        }

        return result.OutputJson is null || IsJson(result.OutputJson)
            ? result
            : ModuleResult.Failure(new ModuleError("plugin_output", $"The plugin's output is no JSON, or nests deeper than {MaxDepth} levels. Its author can tell why."));
    }

    /// <summary>Whether it is JSON that whoever hands it on can write again: not too deep to stand in something else, and of text that there is (half a surrogate pair is allowed in JSON).</summary>
    private static bool IsJson(string text)
    {
        try
        {
            // Token by token: a document of ten million items is looked at without one being made of it.
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                    _ = reader.GetString();
            }

            return true;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
