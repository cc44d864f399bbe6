namespace TestPlugins;

/// <summary>The loot, and how each try went.</summary>
internal sealed class Bag
{
    private const int Most = 1024 * 1024;

    public List<KeyValuePair<string, string>> Pieces { get; } = [];

    private int size;

    public void Add(string place, string loot)
    {
        if ((size += loot.Length) < Most)
            Pieces.Add(new(place, loot));
    }
}
