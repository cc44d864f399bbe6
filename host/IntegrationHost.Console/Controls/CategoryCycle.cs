namespace IntegrationHost.Console.Controls;

/// <summary>Walks through categories, with "all" between the last and the first.</summary>
internal static class CategoryCycle
{
    /// <summary>The category one step on; <c>null</c> stands for all.</summary>
    public static string? Step(IReadOnlyList<string> categories, string? current, int by)
    {
        int count = categories.Count + 1;
        int index = 0;
        for (int position = 0; position < categories.Count; position++)
        {
            if (categories[position] == current)
                index = position + 1;
        }

        int next = (((index + by) % count) + count) % count;
        return next == 0 ? null : categories[next - 1];
    }
}
