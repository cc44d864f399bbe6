using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Verification;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Storage;

/// <summary>The tables of a store. Secrets are in it as sealed bytes only; nothing decrypts inside EF.</summary>
internal sealed class HostDbContext(DbContextOptions<HostDbContext> options) : DbContext(options)
{
    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<AccountSecretRow> Secrets => Set<AccountSecretRow>();

    public DbSet<AccountTokenRow> Tokens => Set<AccountTokenRow>();

    public DbSet<AccountFieldRow> Fields => Set<AccountFieldRow>();

    public DbSet<ModuleRow> Modules => Set<ModuleRow>();

    public DbSet<VerdictRow> Verdicts => Set<VerdictRow>();

    public DbSet<MetaRow> Meta => Set<MetaRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfigurationsFromAssembly(typeof(HostDbContext).Assembly);

    // SQLite cannot order or compare EF's own text form of a DateTimeOffset.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
}
