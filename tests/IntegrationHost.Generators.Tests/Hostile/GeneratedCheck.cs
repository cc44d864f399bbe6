using IntegrationHost.Generators.Tests.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IntegrationHost.Generators.Tests.Hostile;

/// <summary>Looks through generated C# for anything that the template did not put there.</summary>
internal static class GeneratedCheck
{
    /// <summary>Generates from a document. What comes out must parse, be ASCII, and hold only types that carry the generator's mark, none of them within another.</summary>
    /// <returns>Whether anything was made; if not, an error says why.</returns>
    public static bool IsMadeAndOurs(string json)
    {
        GeneratorRun run = GeneratorRun.Of(json);
        Assert.Null(run.Result.Exception);
        if (run.Sources.Count == 0)
        {
            Assert.Contains(run.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            return false;
        }

        foreach (SyntaxTree tree in run.Output.SyntaxTrees)
        {
            Assert.DoesNotContain(tree.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            var root = (CompilationUnitSyntax)tree.GetRoot(TestContext.Current.CancellationToken);
            Assert.Single(root.AttributeLists);
            var types = root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().ToArray();
            Assert.All(types, type => Assert.True(
                type.Parent is FileScopedNamespaceDeclarationSyntax && type.AttributeLists.Count == 1 && type.AttributeLists[0].ToString().StartsWith("[GeneratedCode(", StringComparison.Ordinal),
                $"{type.Identifier} is no type of the template."));
            Assert.Equal(types.Length, root.DescendantNodes().OfType<FileScopedNamespaceDeclarationSyntax>().Single().Members.Count);
        }

        Assert.All(run.Sources.Values, code => Assert.True(code.All(character => character is '\n' or (>= ' ' and <= '~')), "A character beyond ASCII is in generated code."));
        return true;
    }
}
