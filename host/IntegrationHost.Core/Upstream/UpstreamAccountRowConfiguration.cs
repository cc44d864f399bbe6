using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Upstream;

internal sealed class UpstreamAccountRowConfiguration : IEntityTypeConfiguration<UpstreamAccountRow>
{
    public void Configure(EntityTypeBuilder<UpstreamAccountRow> builder)
    {
        builder.ToTable("upstream_accounts");
        builder.HasKey(row => row.AccountId);
        builder.Property(row => row.AccountId).ValueGeneratedNever();
        builder.HasIndex(row => row.UpstreamId);
        builder.HasIndex(row => row.State);
    }
}
