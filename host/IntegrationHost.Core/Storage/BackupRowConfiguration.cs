using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Storage;

internal sealed class BackupRowConfiguration : IEntityTypeConfiguration<BackupRow>
{
    public void Configure(EntityTypeBuilder<BackupRow> builder)
    {
        builder.ToTable("backups");
        builder.HasKey(row => row.Id);
    }
}
