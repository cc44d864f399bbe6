using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Storage;

internal sealed class MetaRowConfiguration : IEntityTypeConfiguration<MetaRow>
{
    public void Configure(EntityTypeBuilder<MetaRow> builder)
    {
        builder.ToTable("meta");
        builder.HasKey(row => row.Key);
    }
}
