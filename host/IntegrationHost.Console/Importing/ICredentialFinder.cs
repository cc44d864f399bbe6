using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Importing;

/// <summary>Looks for credentials that lie about on this machine: in variables, in <c>.env</c> files, in other tools' files. They are only read.</summary>
public interface ICredentialFinder
{
    /// <summary>What could be stored, and what could not and why.</summary>
    /// <param name="catalog">The providers.</param>
    /// <param name="envFiles">Paths of <c>.env</c> files to look into as well.</param>
    ImportOffer Find(IReadOnlyList<ProviderCard> catalog, IReadOnlyList<string> envFiles);
}
