using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>The tables of approvals and switches.</summary>
internal sealed class PluginTables : IEntityTypeConfiguration<PluginApprovalRow>, IEntityTypeConfiguration<PluginSwitchRow>
{
    public void Configure(EntityTypeBuilder<PluginApprovalRow> builder)
    {
        builder.ToTable("plugin_approvals");
        builder.HasKey(row => new { row.PluginId, row.Digest });
        builder.Property(row => row.State).HasConversion(new StoredNameConverter<ApprovalState>(ApprovalState.Former));
    }

    public void Configure(EntityTypeBuilder<PluginSwitchRow> builder)
    {
        builder.ToTable("plugin_switches");
        builder.HasKey(row => row.PluginId);
    }
}
