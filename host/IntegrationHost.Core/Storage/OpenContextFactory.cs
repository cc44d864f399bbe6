using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Storage;

/// <summary>Contexts whose connection is open from the beginning to the end: EF would open it, and set what SQLite keeps per connection, for each query.</summary>
/// <param name="contexts">Makes the contexts.</param>
/// <param name="gate">Lets one writer in at a time.</param>
internal sealed class OpenContextFactory(IDbContextFactory<HostDbContext> contexts, WriteGate gate) : IDbContextFactory<HostDbContext>
{
    public HostDbContext CreateDbContext()
    {
        HostDbContext context = contexts.CreateDbContext();
        context.Gate = gate;
        try
        {
            context.Database.OpenConnection();
            return context;
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    public async Task<HostDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        HostDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Gate = gate;
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            return context;
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }
}
