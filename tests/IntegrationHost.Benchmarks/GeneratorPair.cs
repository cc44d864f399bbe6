using Microsoft.CodeAnalysis;

namespace IntegrationHost.Benchmarks;

/// <summary>The generator over all files, cold, against the floor on the same files. Characters and bytes allocated of both are printed, since they are not equal.</summary>
internal static class GeneratorPair
{
    public static void Run()
    {
        foreach ((int modules, int rounds) in ((int, int)[])[(100, 11), (1000, 11), (10_000, 5)])
        {
            var input = new GeneratorInput(modules);
            ISourceGenerator floor = GeneratorInput.Floor;
            ISourceGenerator product = GeneratorInput.Product;
            Pair.Compare($"generator, {modules:N0} modules, against StringBuilder", () => input.Cold(floor), () => input.Cold(product), rounds);
            System.Console.WriteLine($"  characters of C#: product {GeneratorInput.Characters(input.Cold(product)):N0}, floor {GeneratorInput.Characters(input.Cold(floor)):N0}");
            System.Console.WriteLine($"  MB allocated:     product {Allocated(() => input.Cold(product)):N0}, floor {Allocated(() => input.Cold(floor)):N0}");
        }
    }

    private static double Allocated(Action action)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6;
    }
}
