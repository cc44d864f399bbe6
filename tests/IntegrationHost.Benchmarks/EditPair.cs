using Microsoft.CodeAnalysis;

namespace IntegrationHost.Benchmarks;

/// <summary>An edit of one module, an edit of some C# file, and no edit at all, against a cold run.</summary>
internal static class EditPair
{
    // One edit is shorter than the clock of CPU time can tell.
    private const int Edits = 50;

    public static void Run()
    {
        foreach ((int modules, int rounds) in ((int, int)[])[(1000, 11), (10_000, 5)])
        {
            var input = new GeneratorInput(modules);
            ISourceGenerator generator = GeneratorInput.Product;
            GeneratorDriver warm = input.Cold(generator);
            int edit = 0;
            Compare("one-module edit", () => warm = input.Edit(warm, $"edit{edit++}"));
            Compare("C# edit", () => warm = GeneratorInput.EditCode(warm, edit++));
            Compare("no edit", () => warm = GeneratorInput.Again(warm));

            void Compare(string what, Action turn) => Pair.Compare($"{what} x{Edits}, {modules:N0} modules, against one cold run", () => input.Cold(generator), () =>
            {
                for (int count = 0; count < Edits; count++)
                {
                    turn();
                }
            }, rounds);
        }
    }
}
