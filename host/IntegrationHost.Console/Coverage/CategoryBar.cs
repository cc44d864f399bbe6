namespace IntegrationHost.Console.Coverage;

/// <summary>Coverage of one category.</summary>
/// <param name="Category">Category.</param>
/// <param name="Covered">Modules that can run.</param>
/// <param name="Total">Modules that need a credential.</param>
internal sealed record CategoryBar(string Category, int Covered, int Total)
{
    /// <summary>Modules that wait.</summary>
    public int Waiting => Total - Covered;

    /// <summary>Share that can run, 0 to 1; 1 if there is nothing to cover.</summary>
    public double Share => Total == 0 ? 1 : (double)Covered / Total;
}
