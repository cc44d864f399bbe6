using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Generators.Tests.Generation;
using IntegrationHost.Generators.Tests.Samples;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IntegrationHost.Generators.Tests.Hostile;

/// <summary>Metadata is hostile: in every text of a file, each payload ends as a diagnostic or as plain text, never as code.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Benign = Members(GeneratorRun.Of(Sample.Json));

    public static TheoryData<string> Payloads =>
    [
        "\"; public class Injected { } //",
        "\\\"; public class Injected { } //",
        "\"\"\"; public class Injected { } //",
        "*/ public class Injected { } /*",
        "a\rpublic class Injected { }",
        "a\npublic class Injected { }",
        "a\u0085public class Injected { }",
        "a\u2028public class Injected { }",
        "a\u2029public class Injected { }",
        "</summary><script/>\npublic class Injected { }",
        "]]> & <!-- -->",
        "{{ 1 + 1 }}{% raw %}",
        "{apiKey}{0}{",
        "}} } } public class Injected { }",
        "#pragma warning disable",
        "\n#if false\n",
        "\n#line 1 \"x\"\n",
        "\u202E\u2066gnp.exe",
        "\u200B\uFEFF",
        "\\u0022; public class Injected { } //",
        "\\",
        "\"",
        "class",
        "__arglist",
        "Ünïcödé",
        "🚀",
        "\0",
        "@\"",
        "$\"{System.Environment.Exit(1)}\"",
        "1; System.Environment.Exit(1)",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Payload_InEveryText_IsADiagnosticOrPlainText(string payload)
    {
        int made = 0;
        int refused = 0;
        for (int index = 0; ; index++)
        {
            JsonNode document = JsonNode.Parse(Sample.Json)!;
            if (!Replace(document, index, payload))
            {
                break;
            }

            GeneratorRun run = GeneratorRun.Of(document.ToJsonString());
            Assert.Null(run.Result.Exception);
            if (run.Sources.Count == 0)
            {
                Assert.Contains(run.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
                refused++;
                continue;
            }

            // What is generated parses, and declares what the harmless file declares; only made names may differ.
            Assert.DoesNotContain(run.Output.SyntaxTrees.SelectMany(tree => tree.GetDiagnostics(TestContext.Current.CancellationToken)), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            string[] members = Members(run);
            Assert.Equal(Benign.Length, members.Length);
            Assert.DoesNotContain(members, member => member.Contains("Injected {", StringComparison.Ordinal) || member == "ClassDeclaration Injected");
            Assert.All(run.Sources.Values, code => Assert.All(code, character => Assert.True(character is '\n' or (>= ' ' and <= '~'), $"U+{(int)character:X4} in generated code.")));
            made++;
        }

        Assert.True(made + refused > 60, "The sample has more texts than that.");
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Payload_InEveryTextOfTheOtherSamples_MakesNothingButTypesOfOurs(string payload)
    {
        int made = 0;
        foreach (string sample in (string[])[Sample.Depot, Sample.Harbor, Sample.Beacon])
        {
            // Every third text: the samples are large, and each run is a whole generation.
            for (int index = payload.Length % 3; ; index += 3)
            {
                JsonNode document = JsonNode.Parse(sample)!;
                if (!Replace(document, index, payload))
                {
                    break;
                }

                made += GeneratedCheck.IsMadeAndOurs(document.ToJsonString()) ? 1 : 0;
            }
        }

        Assert.True(made > 0 || payload.Any(char.IsControl), "Nothing was made, so nothing was checked.");
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Payload_InAFreeText_ArrivesUnchangedInTheLiteral(string payload)
    {
        GeneratorRun run = GeneratorRun.Of(Sample.Json.Replace("\"Settings, Keys, New key.\"", JsonSerializer.Serialize(payload), StringComparison.Ordinal));
        if (run.Sources.Count == 0)
        {
            Assert.Contains(run.Diagnostics, diagnostic => diagnostic.Id == "IHG011");
            return;
        }

        Assert.Contains(
            run.Output.SyntaxTrees.Single().GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken)),
            token => token.ValueText == payload);
    }

    private static string[] Members(GeneratorRun run) =>
    [
        .. run.Output.SyntaxTrees.Single().GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>().Select(member => member switch
        {
            TypeDeclarationSyntax type => $"{type.Kind()} {type.Identifier}",
            _ => member.Kind().ToString(),
        }),
    ];

    /// <summary>Replaces the text of that number, keys of free maps included.</summary>
    private static bool Replace(JsonNode document, int index, string payload)
    {
        var texts = new List<Action>();
        Walk(document, texts, payload);
        if (index >= texts.Count)
        {
            return false;
        }

        texts[index]();
        return true;
    }

    private static void Walk(JsonNode node, List<Action> texts, string payload)
    {
        if (node is JsonObject holder)
        {
            foreach ((string name, JsonNode? value) in holder.ToArray())
            {
                if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String)
                {
                    texts.Add(() => holder[name] = payload);
                    texts.Add(() =>
                    {
                        holder.Remove(name);
                        holder[payload] = text.DeepClone();
                    });
                }
                else if (value is not null)
                {
                    Walk(value, texts, payload);
                }
            }
        }
        else if (node is JsonArray array)
        {
            for (int item = 0; item < array.Count; item++)
            {
                int place = item;
                if (array[item] is JsonValue text && text.GetValueKind() == JsonValueKind.String)
                {
                    texts.Add(() => array[place] = payload);
                }
                else if (array[item] is { } child)
                {
                    Walk(child, texts, payload);
                }
            }
        }
    }
}
