using IntegrationHost.Core.Permissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Logins;

internal sealed class PasswordRowConfiguration : IEntityTypeConfiguration<PasswordRow>
{
    public void Configure(EntityTypeBuilder<PasswordRow> builder)
    {
        builder.ToTable("principal_passwords");
        builder.HasKey(row => row.PrincipalId);
        builder.Property(row => row.PrincipalId).ValueGeneratedNever();
        builder.HasOne<PrincipalRow>().WithOne().HasForeignKey<PasswordRow>(row => row.PrincipalId).OnDelete(DeleteBehavior.Cascade);
    }
}
