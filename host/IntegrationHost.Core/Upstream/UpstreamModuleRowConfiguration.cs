using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Upstream;

internal sealed class UpstreamModuleRowConfiguration : IEntityTypeConfiguration<UpstreamModuleRow>
{
    public void Configure(EntityTypeBuilder<UpstreamModuleRow> builder)
    {
        builder.ToTable("upstream_modules");
        builder.HasKey(row => row.ModuleId);
        builder.Property(row => row.ModuleId).ValueGeneratedNever();
        builder.HasIndex(row => row.WantedAccountId);
    }
}
