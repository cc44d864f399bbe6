#pragma warning disable CA1822
namespace IntegrationHost.Core.Coverage;

/// <summary>Tells which ExecModules can run.</summary>
public sealed class CoverageService
{
    /// <summary>Coverage of every ExecModule that is not trashed.</summary>
    public Task<Coverage> GetAsync(CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>The figures at the top of the console.</summary>
    public Task<HeroCounts> GetHeroCountsAsync(CancellationToken cancellationToken) => throw new InvalidOperationException();
}
