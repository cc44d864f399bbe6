using System.Data.Common;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Idempotency;
using IntegrationHost.Core.Logins;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Core.Verification;
using IntegrationHost.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Storage;

/// <summary>The tables of a store. Secrets are in it as sealed bytes only; nothing decrypts inside EF.</summary>
internal sealed class HostDbContext : DbContext
{
    // Always a transaction: what is saved alone would pass by the write gate.
    public HostDbContext(DbContextOptions<HostDbContext> options)
        : base(options) => Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<AccountSecretRow> Secrets => Set<AccountSecretRow>();

    public DbSet<AccountTokenRow> AccountTokens => Set<AccountTokenRow>();

    public DbSet<AccountFieldRow> Fields => Set<AccountFieldRow>();

    public DbSet<AccountDayRow> AccountDays => Set<AccountDayRow>();

    public DbSet<AccountTallyRow> AccountTallies => Set<AccountTallyRow>();

    public DbSet<AccountWatchRow> AccountWatches => Set<AccountWatchRow>();

    public DbSet<ModuleRow> Modules => Set<ModuleRow>();

    public DbSet<EntityRow> Entities => Set<EntityRow>();

    public DbSet<EntitySecretRow> EntitySecrets => Set<EntitySecretRow>();

    public DbSet<UpstreamAccountRow> UpstreamAccounts => Set<UpstreamAccountRow>();

    public DbSet<UpstreamModuleRow> UpstreamModules => Set<UpstreamModuleRow>();

    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    public DbSet<VerdictRow> Verdicts => Set<VerdictRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<PrincipalRow> Principals => Set<PrincipalRow>();

    public DbSet<PasswordRow> Passwords => Set<PasswordRow>();

    public DbSet<RoleRow> Roles => Set<RoleRow>();

    public DbSet<ApiTokenRow> Tokens => Set<ApiTokenRow>();

    public DbSet<AclObjectRow> AclObjects => Set<AclObjectRow>();

    public DbSet<AclEntryRow> AclEntries => Set<AclEntryRow>();

    public DbSet<PluginPinRow> PluginPins => Set<PluginPinRow>();

    public DbSet<PluginApprovalRow> PluginApprovals => Set<PluginApprovalRow>();

    public DbSet<PluginSwitchRow> PluginSwitches => Set<PluginSwitchRow>();

    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    public DbSet<MetaRow> Meta => Set<MetaRow>();

    public DbSet<KeyRotationRow> KeyRotations => Set<KeyRotationRow>();

    public DbSet<BackupRow> Backups => Set<BackupRow>();

    /// <summary>The gate that this context's transactions go through; left for certain when the context is given back.</summary>
    public WriteGate? Gate { get; set; }

    public override void Dispose()
    {
        DbConnection connection = Database.GetDbConnection();
        base.Dispose();
        Gate?.Leave(connection);
    }

    public override async ValueTask DisposeAsync()
    {
        DbConnection connection = Database.GetDbConnection();
        await base.DisposeAsync();
        Gate?.Leave(connection);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfigurationsFromAssembly(typeof(HostDbContext).Assembly);

    // SQLite cannot order or compare EF's own text form of a DateTimeOffset, and holds values that EF's own converters throw over: a list must not fail for one row.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
        configurationBuilder.Properties<Guid>().HaveConversion<StoredIdConverter>();
    }
}
