using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Importing;

/// <summary>A credential that could be stored.</summary>
/// <param name="Source">Where it lies: names of variables, or a file and the place in it.</param>
/// <param name="ProviderName">Its provider.</param>
/// <param name="KindName">Its kind.</param>
/// <param name="Tested">Whether a smoke test can tell if it works.</param>
/// <param name="Request">What stores it. Holds its values, and prints none.</param>
public sealed record ImportCandidate(string Source, string ProviderName, string KindName, bool Tested, CreateAccountRequest Request)
{
    /// <summary>Names, never a value.</summary>
    public override string ToString() => $"ImportCandidate({Source}, {ProviderName})";
}
