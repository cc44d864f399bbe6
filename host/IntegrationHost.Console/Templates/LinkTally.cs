namespace IntegrationHost.Console.Templates;

/// <summary>What came of the links.</summary>
/// <param name="Asked">Modules to link.</param>
/// <param name="Linked">Of them, linked.</param>
/// <param name="Runs">Of them, able to run now.</param>
internal sealed record LinkTally(int Asked, int Linked, int Runs);
