using Microsoft.CodeAnalysis;

namespace IntegrationHost.Benchmarks;

/// <summary>An edit of one module among 1,000, and no edit at all, against a cold run.</summary>
internal static class EditPair
{
    // One edit is shorter than the clock of CPU time can tell.
    private const int Edits = 50;

    public static void Run()
    {
        var input = new GeneratorInput(1000);
        ISourceGenerator generator = GeneratorInput.Product;
        GeneratorDriver warm = input.Cold(generator);
        int edit = 0;
        Pair.Compare($"one-module edit x{Edits}, 1,000 modules, against one cold run", () => input.Cold(generator), () =>
        {
            for (int turn = 0; turn < Edits; turn++)
            {
                warm = input.Edit(warm, $"edit{edit++}");
            }
        });
        Pair.Compare($"no edit x{Edits}, 1,000 modules, against one cold run", () => input.Cold(generator), () =>
        {
            for (int turn = 0; turn < Edits; turn++)
            {
                warm = GeneratorInput.Again(warm);
            }
        });
    }
}
