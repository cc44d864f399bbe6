using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Modules;

internal sealed class ModuleRowConfiguration : IEntityTypeConfiguration<ModuleRow>
{
    public void Configure(EntityTypeBuilder<ModuleRow> builder)
    {
        builder.ToTable("exec_modules");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.AccountId);
        builder.HasIndex(row => row.ClassName);
        builder.HasIndex(row => row.TaskId);
    }
}
