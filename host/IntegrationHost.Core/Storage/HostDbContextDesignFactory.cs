using Microsoft.EntityFrameworkCore.Design;

namespace IntegrationHost.Core.Storage;

/// <summary>Lets <c>dotnet ef</c> see the model without starting the host or opening a store.</summary>
internal sealed class HostDbContextDesignFactory : IDesignTimeDbContextFactory<HostDbContext>
{
    public HostDbContext CreateDbContext(string[] args) => new(HostDatabase.Options("Data Source=:memory:", SqliteTuning.Default, new WriteGate()));
}
