using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Verification;

internal sealed class VerdictRowConfiguration : IEntityTypeConfiguration<VerdictRow>
{
    public void Configure(EntityTypeBuilder<VerdictRow> builder)
    {
        builder.ToTable("verdicts");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Kind).HasConversion(new StoredNameConverter<VerdictKind>(VerdictKind.Indeterminate));
        builder.Property(row => row.StatusCode).HasConversion<StoredNumberConverter>();
        builder.HasIndex(row => new { row.AccountId, row.Id });
        builder.HasIndex(row => row.At);
    }
}
