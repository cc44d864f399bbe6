using System.Diagnostics;
using System.Text;
using IntegrationHost.Generators.Tests.Samples;
using IntegrationHost.Metadata;

namespace IntegrationHost.Generators.Tests.Hostile;

/// <summary>Documents mutated by a seeded generator: the reader never throws, never hangs, and says why if it gives no provider.</summary>
public sealed class MutationTests
{
    private const int Documents = 10_000;

    private static readonly string[] Fragments = ["\"", "{", "}", "[", "]", ",", ":", "\\", "\\u0000", "\\ud800", "null", "true", "-1e999", "\0", "\u2028", "\u202E", "é", "🚀", "{{", "//", "*/"];

    [Theory]
    [InlineData("acme", 17)]
    [InlineData("acme", 4711)]
    [InlineData("depot", 99)]
    [InlineData("harbor", 2026)]
    [InlineData("beacon", 31)]
    public void MutatedDocument_IsReadOrRefused(string sample, int seed)
    {
        string original = sample switch { "depot" => Sample.Depot, "harbor" => Sample.Harbor, "beacon" => Sample.Beacon, _ => Sample.Json };
        var random = new Random(seed);
        int refused = 0;
        for (int document = 0; document < Documents; document++)
        {
            string text = Mutate(original, random);
            long begin = Stopwatch.GetTimestamp();
            MetadataResult result = MetadataReader.Read(text);
            Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(5), $"Document {document} of seed {seed} took too long.");
            Assert.Equal(result.Provider is null, result.Problems.Any(problem => problem.Rule.IsError));
            Assert.All(result.Problems, problem =>
            {
                Assert.InRange(problem.Start, 0, text.Length);
                Assert.InRange(problem.Start + problem.Length, problem.Start, text.Length + 1);
                Assert.True(problem is { Line: > 0, Column: > 0 });
            });
            refused += result.Provider is null ? 1 : 0;
        }

        // Both must occur, or the mutations are too mild or too wild to prove anything.
        Assert.InRange(refused, Documents / 10, Documents - 1);
    }

    [Theory]
    [InlineData("acme", 5)]
    [InlineData("depot", 6)]
    [InlineData("harbor", 7)]
    [InlineData("beacon", 8)]
    public void MutatedDocument_ThatIsRead_MakesNothingButTypesOfOurs(string sample, int seed)
    {
        string original = sample switch { "depot" => Sample.Depot, "harbor" => Sample.Harbor, "beacon" => Sample.Beacon, _ => Sample.Json };
        var random = new Random(seed);
        int made = 0;
        for (int document = 0; made < 120 && document < 20_000; document++)
        {
            string text = Mutate(original, random);
            if (MetadataReader.Read(text, "acme").Provider is not null && GeneratedCheck.IsMadeAndOurs(text))
            {
                made++;
            }
        }

        Assert.Equal(120, made);
    }

    private static string Mutate(string original, Random random)
    {
        var text = new StringBuilder(original);
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int place = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(place, Math.Min(random.Next(1, 30), text.Length - place));
                    break;
                case 1:
                    text.Insert(place, Fragments[random.Next(Fragments.Length)]);
                    break;
                case 2:
                    text[place] = (char)random.Next(0x20, 0x7F);
                    break;
                case 3:
                    text.Insert(place, text.ToString(place, Math.Min(random.Next(1, 200), text.Length - place)));
                    break;
                default:
                    text[place] = (char)random.Next(0x10000);
                    break;
            }
        }

        return text.ToString();
    }
}
