using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Generators.Tests.Samples;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Comparison;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Services;
using IntegrationHost.Metadata.Writing;

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

    /// <summary>The way of a pull: read, split, written, read again, compared with what was there. As an array, as a map by class, and wrapped.</summary>
    [Theory]
    [InlineData("array", 31)]
    [InlineData("map", 32)]
    [InlineData("wrapped", 33)]
    public void MutatedAnswer_OfAServer_IsWrittenAsFilesThatReadTheSame(string envelope, int seed)
    {
        string original = Enveloped(envelope);
        IReadOnlyList<ProviderMetadata> present = PublishedGroups.Split(MetadataReader.Read(original, "thorapi").Provider!);
        var random = new Random(seed);
        int written = 0;
        for (int document = 0; document < Documents / 4; document++)
        {
            string text = Mutate(original, random);
            long begin = Stopwatch.GetTimestamp();
            if (MetadataReader.Read(text, "thorapi").Provider is not { } published)
            {
                continue;
            }

            foreach (ProviderMetadata provider in PublishedGroups.Split(published))
            {
                string file = MetadataWriter.Write(provider);
                MetadataResult again = MetadataReader.Read(file, provider.Id + MetadataReader.FileSuffix);
                Assert.True(again.Provider is not null, $"Document {document}: {(again.Problems.Count > 0 ? again.Problems[0].Message : "")}");
                Assert.Equal(file, MetadataWriter.Write(again.Provider));
                Assert.Empty(MetadataComparison.Compare(provider.Modules, again.Provider.Modules));
                written++;
            }

            _ = MetadataComparison.Compare(present.SelectMany(provider => provider.Modules), published.Modules);
            Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(5), $"Document {document} took too long.");
        }

        Assert.True(written > Documents / 8, "Most mutations were refused, so little was proved.");
    }

    private static string Enveloped(string envelope)
    {
        JsonArray modules = JsonNode.Parse(Sample.Harbor)!.AsArray();
        return envelope switch
        {
            "map" => new JsonObject(modules.Select(module => KeyValuePair.Create(module!["moduleClass"]!.GetValue<string>(), (JsonNode?)module.DeepClone()))).ToJsonString(),
            "wrapped" => new JsonObject { ["modules"] = modules.DeepClone(), ["stats"] = new JsonObject { ["totalModules"] = modules.Count } }.ToJsonString(),
            _ => Sample.Harbor,
        };
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
