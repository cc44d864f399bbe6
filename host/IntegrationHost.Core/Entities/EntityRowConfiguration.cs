using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Entities;

internal sealed class EntityRowConfiguration : IEntityTypeConfiguration<EntityRow>
{
    public void Configure(EntityTypeBuilder<EntityRow> builder)
    {
        builder.ToTable("entities");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => new { row.Type, row.CreatedAt });
        builder.HasIndex(row => row.ParentId);
        builder.HasIndex(row => row.AccountId);
        builder.HasMany(row => row.Secrets).WithOne().HasForeignKey(secret => secret.EntityId).OnDelete(DeleteBehavior.Cascade);
    }
}
