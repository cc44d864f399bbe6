using System.Collections.Generic;
using System.Linq;
using System.Text;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata;

/// <summary>Gathers problems by byte offset and turns the offsets into lines and columns at the end.</summary>
internal sealed class ProblemList
{
    /// <summary>Of each severity more than anybody reads; a hostile file must not make the compiler print for ever, nor its notes hide an error.</summary>
    private const int Most = 100;

    private readonly int[] counts = new int[3];

    private readonly List<(MetadataRule Rule, int Start, int Length, string Message)> problems = [];

    public bool HasErrors { get; private set; }

    public void Add(MetadataRule rule, int start, int length, string message)
    {
        HasErrors |= rule.IsError;
        if (counts[(int)rule.Severity]++ < Most)
        {
            problems.Add((rule, start, length, message));
        }
    }

    public EquatableArray<MetadataProblem> Locate(byte[] utf8)
    {
        var located = new List<MetadataProblem>(problems.Count);
        int bytes = 0;
        int characters = 0;
        int line = 1;
        int lineStart = 0;
        foreach ((MetadataRule rule, int start, int length, string message) in problems.OrderBy(problem => problem.Start))
        {
            // One walk over the text for all problems: they are in its order.
            while (bytes < start)
            {
                if (utf8[bytes] == (byte)'\n')
                {
                    characters++;
                    line++;
                    lineStart = characters;
                }
                else if ((utf8[bytes] & 0xC0) != 0x80)
                {
                    // A lead byte of four bytes is a surrogate pair: two UTF-16 code units.
                    characters += utf8[bytes] >= 0xF0 ? 2 : 1;
                }

                bytes++;
            }

            int end = System.Math.Min(start + length, utf8.Length);
            located.Add(new MetadataProblem(rule, message, characters, Encoding.UTF8.GetCharCount(utf8, start, System.Math.Max(0, end - start)), line, characters - lineStart + 1));
        }

        return new EquatableArray<MetadataProblem>([.. located]);
    }
}
