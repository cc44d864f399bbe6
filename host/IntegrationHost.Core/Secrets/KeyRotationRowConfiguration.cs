using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Secrets;

internal sealed class KeyRotationRowConfiguration : IEntityTypeConfiguration<KeyRotationRow>
{
    public void Configure(EntityTypeBuilder<KeyRotationRow> builder)
    {
        builder.ToTable("key_rotations");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.State).HasConversion(new StoredNameConverter<RotationState>(RotationState.Incomplete));
    }
}
