using Microsoft.CodeAnalysis;

namespace IntegrationHost.Benchmarks;

/// <summary>The generator over all files, cold, against the floor on the same files. Both characters are printed, since they are not equal.</summary>
internal static class GeneratorPair
{
    public static void Run()
    {
        foreach (int modules in (int[])[100, 1000])
        {
            var input = new GeneratorInput(modules);
            ISourceGenerator floor = GeneratorInput.Floor;
            ISourceGenerator product = GeneratorInput.Product;
            Pair.Compare($"generator, {modules} modules, against StringBuilder", () => input.Cold(floor), () => input.Cold(product));
            Console.WriteLine($"  characters of C#: product {GeneratorInput.Characters(input.Cold(product)):N0}, floor {GeneratorInput.Characters(input.Cold(floor)):N0}");
        }
    }
}
