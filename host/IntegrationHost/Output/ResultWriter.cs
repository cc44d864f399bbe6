using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Output;

/// <summary>Prints results as aligned text for people, or as JSON for programs.</summary>
/// <param name="writer">Standard output.</param>
/// <param name="json">Whether JSON was asked for.</param>
internal sealed class ResultWriter(TextWriter writer, bool json)
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // The default encoder escapes everything outside ASCII, so no character of a name can steer a terminal.
        Encoder = JavaScriptEncoder.Default,
    };

    public bool Json => json;

    /// <summary>Prints the JSON form, or has the other form printed.</summary>
    public void Write<T>(T value, Action text)
    {
        if (json)
        {
            writer.WriteLine(JsonSerializer.Serialize(value, JsonOptions));
        }
        else
        {
            text();
        }
    }

    public void Line(string text = "") => writer.WriteLine(TerminalText.Clean(text));

    /// <summary>Prints rows in columns as wide as they need, under headings.</summary>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string?>> rows)
    {
        List<string[]> cells = [[.. headings]];
        cells.AddRange(rows.Select(row => row.Select(TerminalText.Clean).ToArray()));
        int[] widths = [.. Enumerable.Range(0, headings.Count).Select(column => cells.Max(row => row[column].Length))];
        foreach (string[] row in cells)
        {
            writer.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
