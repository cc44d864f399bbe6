using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Idempotency;

internal sealed class IdempotencyRowConfiguration : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Status).HasConversion<StoredNumberConverter>();
        builder.HasIndex(row => row.CreatedAt);
    }
}
